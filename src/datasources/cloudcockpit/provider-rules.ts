import type {
  CloudCockpitCustomerInput,
  MarginInput,
  ProviderCustomerInput,
} from '../../types/cloudcockpit-inputs.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { faultsOf, Form, Required, userError } from '../input-rules.js';
import { exactNumber } from './margin-bodies.js';
import { MARGIN_RULES } from './margins.js';
import { guidOf, providerDataText } from './provider-bodies.js';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const A_GUID = 'be a GUID';

class RelationRules {
  @Form(GUID, A_GUID) resellerId?: string | null;
}

class AssociationRules {
  @Required() @Form(GUID, A_GUID) resellerId?: string | null;
}

class ProviderCustomerRules {
  @Required() @Form(GUID, A_GUID) providerInstanceId?: string | null;
}

class OfferTypeRules {
  @Required() offerType?: string | null;
}

class MarginRules {
  @Form(new RegExp(`^(${MARGIN_RULES.join('|')})$`, 'i'), `be one of ${MARGIN_RULES.join(', ')}`)
  rule?: string | null;
}

const PART = ['input', 'cloudCockpit'];

/** What is wrong with a new customer's relations and providers; `resellerId`: whose relations the source reads, if any. */
export function providerFaults(
  part: CloudCockpitCustomerInput | null,
  resellerId: string | null,
): readonly UserError[] {
  if (part === null) return [];
  const { providerCustomers, associations } = part;
  const providers = [...PART, 'providerCustomers'];
  const instances = providerCustomers.map(({ providerInstanceId }) => guidOf(providerInstanceId));
  return [
    ...faultsOf(RelationRules, part, PART),
    ...otherReseller(part, resellerId),
    ...providerCustomers.flatMap((entry, index) =>
      providerCustomerFaults(entry, [...providers, String(index)]),
    ),
    ...twice(instances, (index) => [...providers, String(index), 'providerInstanceId']),
    ...(associations ?? []).flatMap((association, index) =>
      faultsOf(AssociationRules, association, [...PART, 'associations', String(index)]),
    ),
  ];
}

function providerCustomerFaults(entry: ProviderCustomerInput, path: readonly string[]): readonly UserError[] {
  const offerTypeMargins = entry.offerTypeMargins ?? [];
  const margins = [...path, 'offerTypeMargins'];
  const offerTypes = offerTypeMargins.map(({ offerType }) => offerType);
  return [
    ...faultsOf(ProviderCustomerRules, entry, path),
    ...dataFaults(entry.data, [...path, 'data']),
    ...marginFaults(entry.margin ?? null, [...path, 'margin']),
    ...offerTypeMargins.flatMap((offer, index) => [
      ...faultsOf(OfferTypeRules, offer, [...margins, String(index)]),
      ...marginFaults(offer.margin, [...margins, String(index), 'margin']),
    ]),
    ...twice(offerTypes, (index) => [...margins, String(index), 'offerType']),
  ];
}

function dataFaults(data: unknown, path: readonly string[]): readonly UserError[] {
  if (providerDataText(data) !== null) return [];
  return [userError(path, UserErrorCode.INVALID, 'data must be a JSON object, or the text of one.')];
}

/** The wire has a JSON number, which not every exact decimal is. */
function marginFaults(margin: MarginInput | null, path: readonly string[]): readonly UserError[] {
  if (margin === null) return [];
  const faults = faultsOf(MarginRules, margin, path);
  if (exactNumber(margin.value) !== null) return faults;
  const message = 'value has more digits than CloudCockpit can take.';
  return [...faults, userError([...path, 'value'], UserErrorCode.INVALID, message)];
}

/** Both are maps on the wire: the first of two with one key would be lost. */
function twice(keys: readonly string[], pathOf: (index: number) => readonly string[]): readonly UserError[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index
      ? []
      : [userError(pathOf(index), UserErrorCode.INVALID, `${pathOf(index).at(-1) ?? ''} is there twice.`)],
  );
}

/** The source reads one reseller's relations alone, and would never see the customer of another. */
function otherReseller(
  { resellerId: given }: CloudCockpitCustomerInput,
  resellerId: string | null,
): readonly UserError[] {
  if (resellerId === null || given === null || given === undefined || guidOf(given) === resellerId) return [];
  const message = 'resellerId must be left out: this source is set up for another reseller.';
  return [userError([...PART, 'resellerId'], UserErrorCode.INVALID, message)];
}
