import type { ID } from '../id.ts'

/**
 * A key as its owner keeps it: `pyk_<id without dashes>_<secret>`, where the secret is 32 random bytes in hexadecimal. It
 * is one word to double-click, and scanners for leaked secrets can look for its form.
 */
export const writeKey = (id: ID, secret: string): string =>
  `pyk_${String(id).replaceAll('-', '')}_${secret}`

/** The beginning of a key, by which people recognise it. */
export const prefixOf = (id: ID): string => `pyk_${String(id).slice(0, 8)}`

const isUuid = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/

/**
 * Reads `Bearer pyk_…` out of the header `Authorization`: undefined where it says something else, null where it is
 * meant for a key and is none.
 */
export const readKeyHeader = (
  header: string | null,
): { id: string; secret: string } | null | undefined => {
  const [, given] = /^Bearer\s+(pyk_\S*)\s*$/i.exec(header ?? '') ?? []
  if (given === undefined) return undefined
  const [, id, secret] = /^pyk_([0-9a-f]{1,32})_([0-9a-f]{64})$/.exec(given) ?? []
  return id && secret ? { id: id.replace(isUuid, '$1-$2-$3-$4-$5'), secret } : null
}
