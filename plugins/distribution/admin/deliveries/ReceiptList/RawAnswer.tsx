'use client'

import { CopyToClipboard } from '@payloadcms/ui'
import type { Receipt } from '../delivery.ts'

/** The code and what came back word for word, one click deeper. */
export const RawAnswer = ({ receipt }: { receipt: Receipt }) => {
  if (!receipt.errorCode && !receipt.rawMeta) return null
  const text = JSON.stringify(
    { ...(receipt.errorCode ? { code: receipt.errorCode } : {}), answer: receipt.rawMeta ?? null },
    null,
    2,
  )
  return (
    <details className="postyard-raw">
      <summary>What came back</summary>
      <div className="postyard-raw__text">
        <pre>{text}</pre>
        <CopyToClipboard value={text} />
      </div>
    </details>
  )
}
