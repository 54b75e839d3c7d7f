import type { Settings } from '../../options.ts'
import { listHref } from './listHref.ts'
import { type Health, memoryMs, patientReasons } from './readHealth.ts'

/** A kind of thing that needs a person: how many, what to do, and the list of them. */
export type Need = { state: string; word?: string; count: number; remedy: string; href: string }

type Args = {
  health: Health
  settings: Pick<Settings, 'slugs' | 'tenantsSlug'>
  adminRoute: string
  now: Date
  /** Where what failed or expired is tried again. */
  deadLettersHref?: string
  /** Where series and their flights are seen. */
  flightsHref?: string
  /** Where it is seen who has what; undefined for those who may not. */
  peopleHref?: string
}

/** What needs a person, the most pressing first; kinds of which there is nothing are left out. */
export const listNeeds = (args: Args): Need[] => {
  const { health, settings, adminRoute, now, deadLettersHref, peopleHref, flightsHref } = args
  const { slugs } = settings
  const since = new Date(now.getTime() - memoryMs).toISOString()
  const href = (conditions: [string, string, string][]) =>
    listHref({ adminRoute, slug: slugs.deliveries, conditions })
  const needs: Need[] = [
    {
      state: 'unauthorised',
      word: 'Postiz refuses the key',
      count: health.refusedConnections,
      remedy: 'Nothing of these clients goes out. Open the client and give the current key.',
      href: listHref({ adminRoute, slug: settings.tenantsSlug, conditions: [] }),
    },
    {
      state: 'held',
      word: 'Plans that paused themselves',
      count: health.stoppedPlans,
      remedy:
        'Too much went wrong at once. Each says what, and when it is tried again: look, then resume or cancel it.',
      href: listHref({
        adminRoute,
        slug: slugs.plans,
        conditions: [['pausedByName', 'equals', 'Postyard']],
      }),
    },
    {
      state: 'unknown',
      count: health.unknown,
      remedy: 'Look at the account, then say whether it is live.',
      href: href([
        ['state', 'equals', 'unknown'],
        ['reasonCode', 'equals', patientReasons.unknown],
      ]),
    },
    {
      state: 'failed',
      count: health.failed,
      remedy: 'In the last 7 days. Read why, mend it, retry.',
      href:
        deadLettersHref ??
        href([
          ['state', 'equals', 'failed'],
          ['reasonCode', 'not_equals', patientReasons.failed],
          ['scheduledAt', 'greater_than', since],
        ]),
    },
    {
      state: 'expired',
      count: health.expired,
      remedy: 'In the last 7 days. Nobody answered: retry, or say that it was posted.',
      href:
        deadLettersHref ??
        href([
          ['state', 'equals', 'expired'],
          ['scheduledAt', 'greater_than', since],
        ]),
    },
    {
      state: 'held',
      count: health.held,
      remedy: 'Each says what it waits for: publish, move or cancel it.',
      href: href([
        ['state', 'equals', 'held'],
        ['reasonCode', 'not_in', patientReasons.held.join(',')],
      ]),
    },
    {
      state: 'awaiting_human',
      count: health.awaitingHuman,
      remedy: peopleHref
        ? 'A field agent was asked to post these. See who has what.'
        : 'A field agent was asked to post these.',
      href: peopleHref ?? href([['state', 'equals', 'awaiting_human']]),
    },
    {
      state: 'series',
      word: 'Series that want you',
      count: health.seriesInNeed,
      remedy:
        'A source that cannot be read, nothing left, an item set aside. Each says what, and what to do.',
      href: flightsHref ?? listHref({ adminRoute, slug: slugs.series, conditions: [] }),
    },
    {
      state: 'limited',
      word: 'Channels not well',
      count: health.unwellChannels,
      remedy: 'What goes there may have to wait. Each says why, and what to do.',
      href: listHref({
        adminRoute,
        slug: slugs.channels,
        conditions: [['state', 'not_in', 'active,removed']],
      }),
    },
  ]
  return needs.filter((need) => need.count > 0)
}
