import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Address } from './address.js';
import type { Contact } from './contact.js';
import { CustomerDetails } from './customer-details.js';
import { Node } from './node.js';
import { DateTime, type DateTimeText } from './scalars.js';

export enum CustomerStatus {
  ACTIVE = 'ACTIVE',
  INACTIVE = 'INACTIVE',
  PENDING = 'PENDING',
  FAILED = 'FAILED',
  DELETED = 'DELETED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(CustomerStatus, { name: 'CustomerStatus' });

/** One customer as a datasource gives it; `resolvers/customer.ts` adds what takes a lookup. */
@ObjectType({ implements: Node })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "sourceId externalId")')
export class Customer implements Node {
  readonly __typename!: 'Customer';

  readonly id!: string;

  @Field(() => ID)
  readonly sourceId!: string;

  @Field(() => String, { description: "The upstream's own identifier, always a string." })
  readonly externalId!: string;

  @Field(() => String, { description: "Company name, else the person's name, else externalId." })
  readonly displayName!: string;

  @Field(() => String, { nullable: true })
  readonly companyName!: string | null;

  @Field(() => String, { nullable: true, description: 'ArrowSphere Type, DK Hardware customerType.' })
  readonly type!: string | null;

  @Field(() => CustomerStatus)
  readonly status!: CustomerStatus;

  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Field(() => String, { nullable: true })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true })
  readonly altPhone!: string | null;

  @Field(() => String, { nullable: true })
  readonly fax!: string | null;

  @Field(() => String, { nullable: true })
  readonly websiteUrl!: string | null;

  @Field(() => Int, { nullable: true })
  readonly headcount!: number | null;

  @Field(() => String, { nullable: true })
  readonly taxId!: string | null;

  @Field(() => String, { nullable: true })
  readonly registrationNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ArrowSphere InternalReference, CloudCockpit internalIdentifier.',
  })
  readonly internalReference!: string | null;

  @Field(() => String, { nullable: true, description: 'ArrowSphere PartnerCompanyId.' })
  readonly partnerReference!: string | null;

  @Field(() => String, { nullable: true, description: 'ArrowSphere Ref.' })
  readonly acronym!: string | null;

  @Field(() => String, { nullable: true, description: 'ArrowSphere BillingId.' })
  readonly billingReference!: string | null;

  @Field(() => String, { nullable: true })
  readonly languageCode!: string | null;

  @Field(() => CustomerDetails, { nullable: true, description: "What only this customer's provider knows." })
  readonly details!: CustomerDetails | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly updatedAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly deletedAt!: DateTimeText | null;

  /** The addresses the row itself carried; null where they take a lookup of their own. */
  readonly knownAddresses!: readonly Address[] | null;

  /** The contacts the row itself carried; null where the full list takes a lookup of its own. */
  readonly knownContacts!: readonly Contact[] | null;

  /** The main contact as the row itself carried it. */
  readonly primaryContact!: Contact | null;
}
