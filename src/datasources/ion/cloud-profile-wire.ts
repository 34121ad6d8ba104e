import {
  readBoolean,
  readList,
  readObject,
  readObjects,
  readText,
  readTexts,
  type Wire,
} from '../reading.js';
import { hasOnly, isAbsent } from './wire.js';

export interface WireCloudProfile {
  readonly providerId: string;
  readonly displayName: string | null;
  readonly shortName: string | null;
  readonly enabled: boolean | null;
  readonly customerTenantId: string | null;
  readonly customerDomain: string | null;
  readonly billingAccounts: string | null;
  readonly allowDelegatedAccess: boolean | null;
  readonly gdapStatus: string | null;
  readonly gdapLevel: string | null;
  readonly gdapRoles: readonly string[];
  readonly agreementStatus: string | null;
}

/** A customer without profiles may be answered without the list: proto3 JSON leaves out what is empty (ION 4.1). */
export function readCloudProfiles(body: unknown): readonly WireCloudProfile[] | null {
  const answer = readObject(body);
  if (answer === null) return null;
  const { customerCloudProfiles } = answer;
  const isOmitted =
    isAbsent(customerCloudProfiles) && hasOnly(answer, ['customerId', 'customerOrganization']);
  const list = isOmitted ? [] : readList(customerCloudProfiles);
  return list === null ? null : readObjects(list).flatMap((row) => readCloudProfile(row) ?? []);
}

function readCloudProfile(row: Wire): WireCloudProfile | null {
  const providerId = readText(row.providerId);
  if (providerId === null) return null;
  return {
    providerId,
    displayName: readText(row.displayName),
    shortName: readText(row.shortName),
    enabled: readBoolean(row.enabled),
    customerTenantId: readText(row.customerTenantId),
    customerDomain: readText(row.customerDomain),
    billingAccounts: readText(row.billingAccounts),
    allowDelegatedAccess: readBoolean(row.allowDelegatedAccess),
    gdapStatus: readText(row.gdapStatus),
    gdapLevel: readText(row.gdapLevel),
    gdapRoles: readTexts(row.gdapRoles),
    agreementStatus: readText(row.agreementStatus),
  };
}
