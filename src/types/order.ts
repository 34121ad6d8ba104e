import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Address } from './address.js';
import { Contact } from './contact.js';
import { CustomField } from './custom-field.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { OrderProduct } from './order-product.js';
import { OrderStatus } from './order-status.js';
import { DateTime, type DateTimeText } from './scalars.js';

@ObjectType()
export class OrderPartner {
  @Field(() => String, { nullable: true })
  readonly companyName!: string | null;

  @Field(() => Contact, { nullable: true })
  readonly contact!: Contact | null;
}

/** One order as a datasource gives it; `resolvers/order.ts` adds its customer and source. */
@ObjectType({ implements: Node })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "sourceId externalId")')
export class Order implements Node {
  readonly __typename!: 'Order';

  readonly id!: string;

  @Field(() => ID)
  readonly sourceId!: string;

  @Field(() => String)
  readonly externalId!: string;

  @Field(() => String, { nullable: true, description: 'ArrowSphere order_reference.' })
  readonly orderReference!: string | null;

  @Field(() => OrderStatus, { description: 'Normalised.' })
  readonly status!: OrderStatus;

  @Field(() => String, { description: 'As the upstream wrote it.' })
  readonly upstreamStatus!: string;

  @Field(() => DateTime, { nullable: true })
  readonly statusChangedAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly updatedAt!: DateTimeText | null;

  @Field(() => String, { nullable: true })
  readonly poNumber!: string | null;

  @Field(() => String, { nullable: true })
  readonly endCustomerPoNumber!: string | null;

  @Field(() => OrderPartner, { nullable: true })
  readonly partner!: OrderPartner | null;

  @Field(() => [OrderProduct])
  readonly products!: readonly OrderProduct[];

  @Field(() => Money, { nullable: true, description: 'Null where the upstream gives none.' })
  readonly total!: Money | null;

  @Field(() => Address, { nullable: true })
  readonly billingAddress!: Address | null;

  @Field(() => Address, { nullable: true })
  readonly shippingAddress!: Address | null;

  @Field(() => [CustomField])
  readonly customFields!: readonly CustomField[];

  /** Whose order it is, at the same source; null where the upstream does not say. */
  readonly customerExternalId!: string | null;
}
