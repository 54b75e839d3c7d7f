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
 * @throws CLAIM_SOURCE_UNREADABLE where they cannot be decrypted
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
      'The secret of this source of claims cannot be decrypted, so that no message of it can be checked. Put the key it was encrypted with back into the ring, or renew the secret of the source; send the message again then.',
      { cause },
    )
  }
}

/** Its secrets, or none where they are lost: whoever makes it a new one needs the old one no more. */
export const openSecretsIfAny = (args: Parameters<typeof openSecrets>[0]): SigningSecret[] => {
  try {
    return openSecrets(args)
  } catch (error) {
    if (error instanceof DistributionError && error.code === 'CLAIM_SOURCE_UNREADABLE') return []
    throw error
  }
}

/** Random, so that addresses of sources are not guessed; it proves nothing all the same. */
export const newSourceId = (): string => randomBytes(16).toString('hex')
