import { Field, ObjectType } from 'type-graphql';
import { Contact } from './contact.js';
import { DateTime, type DateTimeText } from './scalars.js';

@ObjectType()
export class CustomerInvitation {
  readonly sourceId!: string;
  readonly customerExternalId!: string | null;

  @Field(() => String)
  readonly code!: string;

  @Field(() => Contact, { nullable: true })
  readonly contact!: Contact | null;

  @Field(() => String, { nullable: true })
  readonly policy!: string | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly updatedAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly expiredAt!: DateTimeText | null;
}
