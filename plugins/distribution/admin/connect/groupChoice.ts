/** What Postiz offers a client to be: its customer groups that are nobody else's. */
export type Offer = {
  baseUrl: string
  groups: { id: string; name: string; accounts: number }[]
  ungrouped: number
  isShared: boolean
}

export type Choice = { value: string; label: string; isDisabled?: boolean }

const count = (accounts: number): string => (accounts === 1 ? '1 account' : `${accounts} accounts`)

/** The choices of the field: its groups, and none where the client may go without. */
export const choicesOf = (offer: Offer): Choice[] => [
  offer.isShared
    ? { value: '', label: 'Choose the group of this client', isDisabled: true }
    : { value: '', label: `No group: ${count(offer.ungrouped)} without one` },
  ...offer.groups.map(({ id, name, accounts }) => ({
    value: id,
    label: `${name}: ${count(accounts)}`,
  })),
]

/** What is said below the field. */
export const hintOf = (offer: Offer | undefined): string => {
  if (!offer) return 'Offered once the address and the key are given.'
  if (!offer.isShared) {
    return 'Choose one where several clients will share this Postiz account. Accounts without a group come in too while this client is alone there.'
  }
  return offer.groups.length === 0
    ? 'Other clients use this Postiz account, and no group is left. Make one for this client in Postiz, put its accounts into it, then give the key here again.'
    : 'Other clients use this Postiz account, so each has its group. Groups are made in Postiz.'
}
