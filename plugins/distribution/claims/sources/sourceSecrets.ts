import { randomBytes } from 'node:crypto'
import type { SigningSecret } from '../../channels/webhook/endpoint.ts'
import { DistributionError } from '../../errors.ts'
import type { ClaimSourceRow } from '../../model/claims.ts'
import type { Settings } from '../../options.ts'
import { placeOf } from '../../security/sealedFields.ts'
import { seal, unseal } from '../../security/vault.ts'

type Place = { settings: Settings; source: Pick<ClaimSourceRow, 'id' | 'tenant'> }

const place = ({ settings, source: { id, tenant } }: Place) =>
  placeOf({ settings, field: 'claimSource.sealed', tenant, document: id })

/** Its secrets as they are kept; the present one first. */
export const sealSecrets = (args: Place & { secrets: SigningSecret[] }): string =>
  seal(JSON.stringify(args.secrets), place(args), args.settings.encryptionKeys)

/**
 * The secrets by which the messages of a source are checked; the present one first.
 *
 * @throws CLAIM_SOURCE_UNREADABLE where they cannot be decrypted; what it says is for whoever sends, and names nothing
 */
export const openSecrets = (args: {
  settings: Settings
  source: Pick<ClaimSourceRow, 'id' | 'tenant' | 'sealed'>
}): SigningSecret[] => {
  const { settings, source } = args
  try {
    return JSON.parse(
      unseal(source.sealed, place(args), settings.encryptionKeys),
    ) as SigningSecret[]
  } catch (cause) {
    throw new DistributionError(
      'CLAIM_SOURCE_UNREADABLE',
      'The signatures of this source cannot be checked now. Send the message again later; whoever runs Postyard sees why in its log.',
      { cause },
    )
  }
}

/** Whether its messages can be checked at all: the keys that its secrets were encrypted with may be lost. */
export const isReadable = (args: Parameters<typeof openSecrets>[0]): boolean => {
  try {
    openSecrets(args)
    return true
  } catch (error) {
    if (error instanceof DistributionError && error.code === 'CLAIM_SOURCE_UNREADABLE') return false
    throw error
  }
}

/** Random, so that addresses of sources are not guessed; it proves nothing all the same. */
export const newSourceId = (): string => randomBytes(16).toString('hex')
