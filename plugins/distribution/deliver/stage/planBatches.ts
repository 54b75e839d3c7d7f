/** What a batch has to know of a post: whose it is, how large, and when its draft is to be fired (epoch ms). */
export type Batchable = { account: string; bytes: number; at: number }

/** Deliveries whose times lie no further apart share an instant, in milliseconds. */
export const spanMs = 50_000

/** Postiz refuses bodies of over about 100 kB. */
const mostBytes = 90_000

/** So much stands around the posts of a request, and around each of them, in bytes. */
const aroundBytes = { request: 400, post: 150 }

/** Postiz creates one after the other, and a proxy before it waits for a minute only. */
const mostPosts = 50

type Open<Item> = { items: Item[]; accounts: Set<string>; bytes: number; begin: number }

const takes = (batch: Open<unknown>, item: Batchable): boolean =>
  batch.items.length < mostPosts &&
  item.at - batch.begin <= spanMs &&
  !batch.accounts.has(item.account) &&
  batch.bytes + item.bytes + aroundBytes.post <= mostBytes

/**
 * Parts posts of one organisation into as few requests as may be, those that are due first in the first ones. In each,
 * all are due within 50 s of one another and each account is there once, so that an instant and an account name one
 * draft. A post that is larger than a request may be has one of its own.
 */
export const planBatches = <Item extends Batchable>(items: Item[]): Item[][] => {
  const batches: Open<Item>[] = []
  for (const item of items.toSorted((a, b) => a.at - b.at)) {
    let batch = batches.find((open) => takes(open, item))
    if (!batch) {
      batch = { items: [], accounts: new Set(), bytes: aroundBytes.request, begin: item.at }
      batches.push(batch)
    }
    batch.items.push(item)
    batch.accounts.add(item.account)
    batch.bytes += item.bytes + aroundBytes.post
  }
  return batches.map((batch) => batch.items)
}
