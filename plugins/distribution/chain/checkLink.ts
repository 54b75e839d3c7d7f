import { digestFacts, digestPersonal, hashLink, type Link } from './link.ts'
import type { ReceiptParts } from './receiptParts.ts'

export const breakCodes = [
  'LINK_MISSING',
  'LINK_CHANGED',
  'LINK_MISPLACED',
  'RECEIPT_MISSING',
  'FACTS_CHANGED',
  'PERSONAL_CHANGED',
  'END_MISSING',
  'NOT_IN_CHAIN',
  'HEAD_DIFFERS',
] as const

/** Where a chain does not hold, and in which way. */
export type Break = {
  code: (typeof breakCodes)[number]
  seq: number
  /** The id of the receipt that is concerned, where it is known. */
  receipt: string | null
  message: string
}

export type Before = { seq: number; hash: string }

/** What erasing leaves of what was personal. */
const isEmptied = ({ isErased, personal }: ReceiptParts): boolean =>
  isErased && Object.keys(personal).length === 1 && personal.by === 'erased'

/** Checks one link against the one before it and against the receipt it stands for; undefined where all of it holds. */
export const checkLink = (args: {
  link: Link
  before: Before
  receipt: ReceiptParts | undefined
}): Break | undefined => {
  const { link, before, receipt } = args
  const broken = (code: Break['code'], message: string): Break => ({
    code,
    seq: link.seq,
    receipt: link.receipt,
    message,
  })
  if (link.seq !== before.seq + 1) {
    return {
      ...broken('LINK_MISSING', `After link ${before.seq} comes link ${link.seq}: removed.`),
      seq: before.seq + 1,
      receipt: null,
    }
  }
  if (hashLink(link) !== link.hash) {
    return broken('LINK_CHANGED', 'The link is not what was written: changed, moved or put in.')
  }
  if (link.previous !== before.hash) {
    return broken('LINK_MISPLACED', 'The link does not belong behind the one before it.')
  }
  if (!receipt) return broken('RECEIPT_MISSING', 'The receipt of this link is gone.')
  if (digestFacts(receipt.facts) !== link.facts) {
    return broken(
      'FACTS_CHANGED',
      'The facts of the receipt (what was attempted, when, and how it ended) are not those that were sealed.',
    )
  }
  const holds =
    link.salt === null
      ? isEmptied(receipt)
      : digestPersonal(receipt.personal, link.salt) === link.personal
  if (holds) return undefined
  return broken(
    'PERSONAL_CHANGED',
    'The words of the receipt (who acted, what was answered, the address of the post) are neither those that were sealed nor erased.',
  )
}
