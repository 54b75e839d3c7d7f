import type { PeopleAnswer } from '../../assist/operations/listPeople.ts'

export type Person = PeopleAnswer['people'][number]
export type Phone = Person['phones'][number]

/** How the push of a phone looks and what is said of it. */
export const pushLooks: Record<Phone['push'], { state: string; word: string }> = {
  works: { state: 'ok', word: 'Push works' },
  blocked: { state: 'limited', word: 'Blocks notifications' },
  stale: { state: 'unknown', word: 'Not heard of for 30 days' },
  dropped: { state: 'failed', word: 'Google no longer knows it' },
  none: { state: 'disabled', word: 'No push' },
}

/** Why no push reaches a phone, and what its owner does about it. */
const causes: Record<Exclude<Phone['push'], 'works'>, (name: string) => string> = {
  blocked: (name) =>
    `"${name}" blocks notifications. Ask them to allow them for the app, in the settings of the phone.`,
  stale: (name) => `"${name}" was not heard of for 30 days. Ask them to open the app on it once.`,
  dropped: (name) =>
    `Google no longer knows "${name}". Ask them to open the app on it and allow notifications again.`,
  none: (name) =>
    `"${name}" takes no pushes. Ask them to open the app on it and allow notifications.`,
}

const platforms: Record<Phone['platform'], string> = {
  android: 'Android',
  ios: 'iPhone',
  web: 'Browser',
}

export const namePlatformOf = ({ platform }: Pick<Phone, 'platform'>): string => platforms[platform]

/** The phones that are still logged in. */
export const livingPhones = ({ phones }: Pick<Person, 'phones'>): Phone[] =>
  phones.filter(({ revokedAt }) => revokedAt === null)

/** Why no push reaches somebody, and what they should do; undefined where one does. */
export const tellUnreachable = (person: Person, appUrl: string): string | undefined => {
  if (person.isReachable) return undefined
  const [last] = livingPhones(person)
  if (!last || last.push === 'works') {
    return `No push reaches ${person.name}, who has not logged in on a phone. Ask them to open ${appUrl} on it.`
  }
  return `No push reaches ${person.name}: ${causes[last.push](last.name)}`
}
