// What the configuration cannot say: an id that stands in a name, and a status in other words.
function externalId(row) {
  const { name } = JSON.parse(row);
  return JSON.stringify(name.slice(name.lastIndexOf('/') + 1));
}

function orderStatus(row) {
  const { status } = JSON.parse(row);
  return JSON.stringify(status === 'NEW' ? 'PENDING' : status);
}
