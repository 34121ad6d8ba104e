import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Customer } from './customer.js';
import { Order } from './order.js';
import { SourceResult } from './source.js';

@ObjectType()
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage!: boolean;

  @Field(() => Boolean)
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true })
  readonly endCursor!: string | null;
}

@ObjectType()
export class CustomerEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Customer)
  readonly node!: Customer;
}

@ObjectType()
export class CustomerConnection {
  @Field(() => [CustomerEdge])
  readonly edges!: readonly CustomerEdge[];

  @Field(() => [Customer])
  readonly nodes!: readonly Customer[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { nullable: true, description: 'Null unless every source tells.' })
  readonly totalCount!: number | null;

  @Field(() => [SourceResult])
  readonly sources!: readonly SourceResult[];
}

@ObjectType()
export class OrderEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Order)
  readonly node!: Order;
}

@ObjectType()
export class OrderConnection {
  @Field(() => [OrderEdge])
  readonly edges!: readonly OrderEdge[];

  @Field(() => [Order])
  readonly nodes!: readonly Order[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { nullable: true })
  readonly totalCount!: number | null;

  @Field(() => [SourceResult])
  readonly sources!: readonly SourceResult[];
}
