/** The parts of a service account that pushing needs. */
export type ServiceAccount = { project_id: string; client_email: string; private_key: string }

const parts = ['project_id', 'client_email', 'private_key'] as const

/** Reads the file that Google hands out; else why it is none, in a sentence. */
export const readAccount = (text: string): { account: ServiceAccount } | { problem: string } => {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return {
      problem: 'This is no JSON. Paste the whole file, from the first { to the last }.',
    }
  }
  const given = (read && typeof read === 'object' ? read : {}) as Record<string, unknown>
  const missing = parts.find((name) => typeof given[name] !== 'string' || given[name] === '')
  if (missing) {
    return {
      problem: `This is no service account: "${missing}" is missing. In Firebase: Project settings, Service accounts, Generate new private key.`,
    }
  }
  const { project_id, client_email, private_key } = given as ServiceAccount
  return { account: { project_id, client_email, private_key } }
}
