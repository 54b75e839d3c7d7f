import { cookies } from 'next/headers.js'

/** The tenant that is chosen in the panel, so that counts and the lists that they lead to agree; undefined for all. */
export const chosenTenant = async (): Promise<string | undefined> =>
  (await cookies()).get('payload-tenant')?.value || undefined
