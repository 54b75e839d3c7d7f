import type { ListedChannel } from './postiz/index.ts'

type Args = {
  listed: ListedChannel[]
  /** The tenant's customer group in Postiz. */
  groupId: string | null | undefined
  /** Whether the organisation serves no other tenant. */
  isAlone: boolean
  /** Whether the tenant has a channel of that integration, and it counts as its own. */
  isKnown: (integrationId: string) => boolean
}

/**
 * Which accounts of a Postiz organisation are a tenant's: those of its customer group; those of no group only where the
 * organisation serves no other tenant. A tenant that names no group and turns out to share the organisation gets nothing
 * new, keeps what it has, and has to name one (`isGroupMissing`).
 */
export const judgeAccounts = ({
  listed,
  groupId,
  isAlone,
  isKnown,
}: Args): { own: ListedChannel[]; isGroupMissing: boolean } => {
  if (groupId) {
    const isOwn = ({ group }: ListedChannel) => (group === null ? isAlone : group.id === groupId)
    return { own: listed.filter(isOwn), isGroupMissing: false }
  }
  const ungrouped = listed.filter(({ group }) => group === null)
  if (isAlone) return { own: ungrouped, isGroupMissing: false }
  const kept = ungrouped.filter(({ integrationId }) => isKnown(integrationId))
  return { own: kept, isGroupMissing: true }
}

/** Why a channel is not this tenant's any more, and what to do; never the name of another client's group. */
export const tellLoss = (listed: ListedChannel | undefined): string => {
  if (!listed) {
    return 'Postiz does not list this account any more. Connect it there again, then import the channels.'
  }
  return listed.group === null
    ? 'It is in no customer group in Postiz, and several clients share that Postiz. Put it into the group of this client there, then import the channels.'
    : 'It was moved to another customer group in Postiz. If it is this client’s, move it back there, then import the channels.'
}

export const groupMissing =
  'Several clients use this Postiz organisation. Choose the customer group of this client; groups are made in Postiz.'

export const tellForeign = (name: string): string =>
  `The account "${name}" belongs to another client already. Sort the accounts into customer groups in Postiz, and choose this client's group.`
