const CUSTOMER = 'customers:read';
const ORDER = 'orders:read';
const WRITE = 'customers:write';
const ORDER_WRITE = 'orders:write';

/**
 * Which scope each field takes, written down once more beside the code; every other field is open.
 * `node`, `nodes` and `_entities` are asked for customers.
 */
export const GUARDED: Readonly<Record<string, string>> = {
  'Query.customer': CUSTOMER,
  'Query.customerByExternalId': CUSTOMER,
  'Query.customers': CUSTOMER,
  'Query.invitation': CUSTOMER,
  'Query.node': CUSTOMER,
  'Query.nodes': CUSTOMER,
  'Query._entities': CUSTOMER,
  'Query.order': ORDER,
  'Query.orderByExternalId': ORDER,
  'Query.orders': ORDER,
  'Mutation.createCustomer': WRITE,
  'Mutation.updateCustomer': WRITE,
  'Mutation.deleteCustomer': WRITE,
  'Mutation.reactivateCustomer': WRITE,
  'Mutation.addCustomerContact': WRITE,
  'Mutation.updateCustomerContact': WRITE,
  'Mutation.removeCustomerContact': WRITE,
  'Mutation.inviteContact': WRITE,
  'Mutation.addCustomerAddress': WRITE,
  'Mutation.updateCustomerAddress': WRITE,
  'Mutation.removeCustomerAddress': WRITE,
  'Mutation.startCustomerProvision': WRITE,
  'Mutation.startCustomerMigration': WRITE,
  'Mutation.cancelCustomerMigration': WRITE,
  'Mutation.createOrder': ORDER_WRITE,
  'Mutation.updateOrder': ORDER_WRITE,
  'Mutation.cancelOrder': ORDER_WRITE,
  'Subscription.customerChanged': CUSTOMER,
  'Customer.orders': ORDER,
  'Order.customer': CUSTOMER,
  'Operation.customer': CUSTOMER,
  'Operation.order': ORDER,
  'CustomerInvitation.customer': CUSTOMER,
  'CustomerChange.customer': CUSTOMER,
  'CreateCustomerPayload.customer': CUSTOMER,
  'UpdateCustomerPayload.customer': CUSTOMER,
  'ReactivateCustomerPayload.customer': CUSTOMER,
  'CustomerContactPayload.customer': CUSTOMER,
  'CustomerContactPayload.contact': CUSTOMER,
  'CustomerAddressPayload.customer': CUSTOMER,
  'CustomerProgramPayload.customer': CUSTOMER,
  'InviteContactPayload.invitation': CUSTOMER,
  'CreateOrderPayload.order': ORDER,
  'UpdateOrderPayload.order': ORDER,
  'CancelOrderPayload.order': ORDER,
  'CreatedUser.password': 'customers:credentials',
  'ProviderCustomer.data': 'customers:sensitive',
};
