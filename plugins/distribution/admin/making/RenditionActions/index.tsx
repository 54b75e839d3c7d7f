'use client'

import { Link, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { useTitle } from '../../title/useTitle.ts'
import { MakingNote } from '../MakingNote/index.tsx'
import type { Making } from '../making.ts'
import { type MadeFile, ShownFile } from './ShownFile.tsx'
import './index.css'

type Rendition = Omit<Making, 'deliveries'> & {
  tenant: unknown
  /** Its id alone where the reader may not see it. */
  file?: MadeFile | string | number | null
}

const names: Record<string, string> = { card: 'Card', video: 'Video', conversion: 'Converted file' }

/** On a rendition's page: what was made, or how far it is and what can be done. */
export const RenditionActions = () => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <OneRendition id={id} />
}

const OneRendition = ({ id }: { id: string | number }) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [rendition, setRendition] = useState<Rendition>()
  const [problem, setProblem] = useState<string>()
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const path = `/${slugs.renditions}/${encodeURIComponent(String(id))}?depth=1`
      const answered = await get<Rendition>(path, signal)
      if ('problem' in answered) {
        const { status, detail } = answered.problem
        if (status === 0 || status >= 500) return null
        setProblem(detail)
        return 15_000
      }
      setProblem(undefined)
      setRendition(answered.answer)
      return answered.answer.state === 'rendering' ? 1_000 : 5_000
    },
  })
  return (
    <section className="postyard-rendition" aria-label="How it stands">
      <LostTouch since={lostSince} />
      {problem ? <p role="alert">{problem}</p> : null}
      {rendition ? <Standing rendition={rendition} onDone={lookNow} /> : null}
    </section>
  )
}

const Standing = ({ rendition, onDone }: { rendition: Rendition; onDone: () => void }) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const { id, kind, state, reason, file, tenant } = rendition
  const made = typeof file === 'object' && file !== null ? file : undefined
  const name = names[kind] ?? kind
  useTitle({
    name: made?.filename ? `${name}: ${made.filename}` : name,
    list: { collection: 'renditions', label: 'Renditions' },
  })
  const shownBy = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.deliveries}?where[or][0][and][0][rendition][equals]=${encodeURIComponent(String(id))}`,
  })
  return (
    <>
      <h2>
        <StateMark state={state} />
      </h2>
      {reason ? <p>{reason}</p> : null}
      <MakingNote making={{ ...rendition, deliveries: [] }} tenant={tenant} onDone={onDone} />
      {made ? <ShownFile file={made} /> : null}
      {kind === 'conversion' ? null : <Link href={shownBy}>The deliveries that show it</Link>}
    </>
  )
}
