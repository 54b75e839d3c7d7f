import type { Payload } from 'payload'
import { demoPassword, demoPeople } from './agency.ts'
import { seedClaims } from './seedClaims.ts'
import { seedPeople } from './seedPeople.ts'
import { seedPosts } from './seedPosts.ts'
import { seedSeries } from './seedSeries.ts'
import { connectTenants, seedTenants } from './seedTenants.ts'

export type Seeded = { logins: { role: string; email: string; password: string }[] }

type Args = {
  payload: Payload
  /** The address of the sandbox's Postiz as a person would give it: `http://127.0.0.1:4010/api`. */
  postizUrl: string
  /** Where the demo's pictures and its video are made. */
  mediaDir: string
  /** The content root of the installation; without one there are no series. */
  contentRoot?: string | undefined
  now: Date
}

/**
 * Puts the demo agency into the database: three clients, their people, channels, posts, series and claims. What is there
 * already is left as it is, so a seeding that was cut off goes on where it stopped, and a second one changes nothing.
 */
export const seed = async (args: Args): Promise<Seeded> => {
  const tenants = await seedTenants(args.payload)
  const people = await seedPeople(args.payload, tenants)
  await connectTenants({ ...args, tenants, people })
  await seedPosts({ ...args, tenants })
  await seedClaims({ ...args, tenants, people })
  const { contentRoot } = args
  if (contentRoot) await seedSeries({ ...args, tenants, contentRoot })
  return {
    logins: demoPeople.map(({ role, email }) => ({ role, email, password: demoPassword })),
  }
}
