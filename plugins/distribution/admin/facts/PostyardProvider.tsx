import type { Payload, TypedUser } from 'payload'
import type { ReactNode } from 'react'
import { FactsProvider } from './FactsProvider.tsx'
import { readAdminFacts } from './readAdminFacts.ts'

type Args = { children: ReactNode; payload: Payload; user?: TypedUser | null }

/** Tells the components of the panel, once for each page, what they may know. */
export const PostyardProvider = async ({ children, payload, user }: Args) => (
  <FactsProvider facts={await readAdminFacts({ payload, user })}>{children}</FactsProvider>
)
