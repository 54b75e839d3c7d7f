import { expect, it } from 'vitest'
import type { Settings } from '../../options.ts'
import { listNeeds } from './listNeeds.ts'

const settings = {
  slugs: { deliveries: 'sendings', channels: 'accounts', plans: 'sendouts' },
  tenantsSlug: 'clients',
} as unknown as Settings
const none = {
  failed: 0,
  expired: 0,
  unknown: 0,
  held: 0,
  awaitingHuman: 0,
  publishedToday: 3,
  channels: 14,
  unwellChannels: 0,
  refusedConnections: 0,
  stoppedPlans: 0,
  seriesInNeed: 0,
}
const now = new Date('2026-11-22T13:00:00Z')

it('lists nothing where nothing needs a person', () => {
  expect(listNeeds({ health: none, settings, adminRoute: '/admin', now })).toEqual([])
})

it('lists the most pressing first, each with its list below the slugs of the application', () => {
  const health = {
    ...none,
    ...{ awaitingHuman: 1, unknown: 2, unwellChannels: 1, refusedConnections: 1, stoppedPlans: 1 },
  }
  const needs = listNeeds({ health, settings, adminRoute: '/admin', now })
  expect(needs.map(({ state, count }) => [state, count])).toEqual([
    ['unauthorised', 1],
    ['held', 1],
    ['unknown', 2],
    ['awaiting_human', 1],
    ['limited', 1],
  ])
  const [refused, stopped, first, , last] = needs.map(({ href }) => decodeURIComponent(href))
  expect(first).toBe(
    '/admin/collections/sendings?where[or][0][and][0][state][equals]=unknown&where[or][0][and][1][reasonCode][equals]=NEEDS_PERSON',
  )
  expect(stopped).toBe(
    '/admin/collections/sendouts?where[or][0][and][0][pausedByName][equals]=Postyard',
  )
  expect(refused).toBe('/admin/collections/clients?')
  expect(last).toContain('/admin/collections/accounts?')
})
