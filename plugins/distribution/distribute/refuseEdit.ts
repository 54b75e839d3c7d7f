import { APIError } from 'payload'
import type { DistributionError } from '../errors.ts'
import { fieldOfCode, fieldOfPart } from '../model/fieldOfRefusal.ts'

const placesOf = ({ code, message, details }: DistributionError) => {
  const refused = details.map((detail) => ({
    path: fieldOfPart[detail.path.split('.').at(-1) ?? ''] ?? 'text',
    message: detail.message,
  }))
  const places =
    code === 'CONTENT_REFUSED' ? refused : [{ path: fieldOfCode[code] ?? 'text', message }]
  return [...Map.groupBy(places, ({ path }) => path)].map(([path, all]) => ({
    path,
    message: [...new Set(all.map((one) => one.message))].join(' '),
  }))
}

/**
 * An edit that is not saved, since deliveries that have not been sent could not go out with it. As Payload answers an
 * error: with the code, and with the fields of the post that cause it.
 */
export const refuseEdit = (error: DistributionError): APIError =>
  new APIError(
    `This is not saved, since it is still to go out and would be refused: ${error.message} Mend it, or cancel those deliveries first.`,
    error.status,
    { code: error.code, errors: placesOf(error) },
    true,
  )
