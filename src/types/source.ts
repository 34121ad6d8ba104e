import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, type DateTimeText } from './scalars.js';
import { UpstreamError } from './upstream-error.js';

export enum Provider {
  ARROWSPHERE = 'ARROWSPHERE',
  CLOUDCOCKPIT = 'CLOUDCOCKPIT',
  DKHARDWARE = 'DKHARDWARE',
  ION = 'ION',
}
registerEnumType(Provider, { name: 'Provider' });

export enum SourceCapability {
  READ_CUSTOMERS = 'READ_CUSTOMERS',
  CREATE_CUSTOMER = 'CREATE_CUSTOMER',
  UPDATE_CUSTOMER = 'UPDATE_CUSTOMER',
  DELETE_CUSTOMER = 'DELETE_CUSTOMER',
  READ_CONTACTS = 'READ_CONTACTS',
  WRITE_CONTACTS = 'WRITE_CONTACTS',
  READ_ADDRESSES = 'READ_ADDRESSES',
  WRITE_ADDRESSES = 'WRITE_ADDRESSES',
  READ_ORDERS = 'READ_ORDERS',
  CREATE_ORDER = 'CREATE_ORDER',
  UPDATE_ORDER = 'UPDATE_ORDER',
  INVITATIONS = 'INVITATIONS',
  PROVISIONING = 'PROVISIONING',
  CLOUD_PROFILES = 'CLOUD_PROFILES',
  CHANGE_EVENTS = 'CHANGE_EVENTS',
}
registerEnumType(SourceCapability, { name: 'SourceCapability' });

export enum SourceStatus {
  HEALTHY = 'HEALTHY',
  DEGRADED = 'DEGRADED',
  UNAVAILABLE = 'UNAVAILABLE',
}
registerEnumType(SourceStatus, { name: 'SourceStatus' });

export enum CircuitState {
  CLOSED = 'CLOSED',
  HALF_OPEN = 'HALF_OPEN',
  OPEN = 'OPEN',
}
registerEnumType(CircuitState, { name: 'CircuitState' });

export enum SourceResultStatus {
  OK = 'OK',
  STALE = 'STALE',
  FAILED = 'FAILED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(SourceResultStatus, { name: 'SourceResultStatus' });

@ObjectType()
export class SourceHealth {
  @Field(() => SourceStatus)
  readonly status!: SourceStatus;

  @Field(() => CircuitState)
  readonly circuit!: CircuitState;

  @Field(() => Int, {
    nullable: true,
    description: 'Upstream reads left in the current window; null without a budget.',
  })
  readonly remainingBudget!: number | null;

  @Field(() => UpstreamError, { nullable: true })
  readonly lastError!: UpstreamError | null;
}

@ObjectType({
  description: 'One configured connection to an upstream API; several sources may share a provider.',
})
@Directive('@key(fields: "id")')
export class Source {
  readonly __typename!: 'Source';

  @Field(() => ID, { description: 'The id given in the configuration.' })
  readonly id!: string;

  @Field(() => Provider)
  readonly provider!: Provider;

  @Field(() => String)
  readonly name!: string;

  @Field(() => [SourceCapability])
  readonly capabilities!: readonly SourceCapability[];
}

@ObjectType({
  description:
    'What one source contributed to a list. A list answers with what it has; a source that failed is named here, not hidden.',
})
export class SourceResult {
  @Field(() => Source)
  readonly source!: Source;

  @Field(() => SourceResultStatus)
  readonly status!: SourceResultStatus;

  @Field(() => Int, { nullable: true, description: 'Null where the upstream does not tell.' })
  readonly totalCount!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When the data was read upstream.' })
  readonly fetchedAt!: DateTimeText | null;

  @Field(() => UpstreamError, { nullable: true })
  readonly error!: UpstreamError | null;
}
