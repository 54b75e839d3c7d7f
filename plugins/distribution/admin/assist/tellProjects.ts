import { livingPhones, type Person } from './tellPhone.ts'

type Args = {
  people: readonly Person[]
  /** The client's own project; empty where it has none. */
  own: string
}

const phones = (count: number) => (count === 1 ? '1 phone' : `${count} phones`)

/** By which projects the phones of a client are pushed, and whom no push reaches; a sentence each. */
export const tellProjects = ({ people, own }: Args): { facts: string[]; warnings: string[] } => {
  const living = people.flatMap(livingPhones)
  const groups = Map.groupBy(living, ({ project }) => project ?? '')
  const facts = [...groups].map(([project, { length }]) =>
    project === ''
      ? `${phones(length)} by the project of the installation`
      : `${phones(length)} by ${project}`,
  )
  const agents = people.filter(({ isFieldAgent }) => isFieldAgent)
  const unreached = agents.filter(({ isReachable }) => !isReachable).map(({ name }) => name)
  const old = own === '' ? [] : living.filter(({ project }) => (project ?? '') !== own)
  return {
    facts,
    warnings: [
      ...(unreached.length > 0
        ? [
            `No push reaches ${unreached.join(', ')}: they learn of a task by mail, or when they look. Ask them to open the app on their phone and allow notifications.`,
          ]
        : []),
      ...(old.length > 0
        ? [
            `${phones(old.length)} ${old.length === 1 ? 'is' : 'are'} not registered with ${own} yet. Each is once its app is opened.`,
          ]
        : []),
    ],
  }
}
