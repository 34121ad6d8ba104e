import { ION_PASSWORD_CANARY } from './order-items.js';
import { lastSegment, type IonCustomer } from './rows.js';

/** The vendor's sample has user 30009 for customer 20009. */
const ID_DISTANCE = 10_000;

interface IonUser {
  readonly name: string;
  readonly userName: string;
  readonly email: string;
  readonly userStatus: 'ACTIVE';
  readonly password: string;
  readonly createTime: string;
  readonly updateTime: string;
}

/** The user every customer is created with; its password is empty, as the vendor says of every retrieval (ION 4.3). */
export function userOf({ name, customerEmail, createTime, updateTime }: IonCustomer): IonUser {
  return {
    name: `${name}/users/${Number(lastSegment(name)) + ID_DISTANCE}`,
    userName: 'DEFAULT ACCOUNT USER',
    email: customerEmail,
    userStatus: 'ACTIVE',
    password: '',
    createTime,
    updateTime,
  };
}

/** With its generated password, shown once and kept nowhere. */
export function newUser(customer: IonCustomer): IonUser {
  const user = userOf(customer);
  return { ...user, password: `${ION_PASSWORD_CANARY}user-${lastSegment(user.name)}` };
}
