import { expect, it } from 'vitest'
import { judgeAccounts, tellLoss } from './judgeAccounts.ts'
import type { ListedChannel } from './postiz/index.ts'

const account = (integrationId: string, group: string | null): ListedChannel => ({
  integrationId,
  name: integrationId,
  platform: 'mastodon',
  picture: null,
  isDisabled: false,
  group: group === null ? null : { id: group, name: `The group ${group}` },
  profile: null,
})
const listed = [account('ours', 'g1'), account('theirs', 'g2'), account('nobody', null)]

it.each([
  ['its group, and what has none, where it is alone', 'g1', true, ['ours', 'nobody'], false],
  ['its group only where others share the organisation', 'g1', false, ['ours'], false],
  ['what has no group where it is alone and names none', null, true, ['nobody'], false],
  ['what it has already where it must name a group', null, false, ['nobody'], true],
])('a tenant owns %s', (_, groupId, isAlone, own, isGroupMissing) => {
  const judged = judgeAccounts({ listed, groupId, isAlone, isKnown: (id) => id === 'nobody' })
  expect(judged.own.map(({ integrationId }) => integrationId)).toEqual(own)
  expect(judged.isGroupMissing).toBe(isGroupMissing)
})

it('takes nothing new in where it must name a group', () => {
  const judged = judgeAccounts({ listed, groupId: null, isAlone: false, isKnown: () => false })
  expect(judged).toEqual({ own: [], isGroupMissing: true })
})

it('never names the group of another client', () => {
  expect(tellLoss(listed[1])).not.toContain('The group g2')
})
