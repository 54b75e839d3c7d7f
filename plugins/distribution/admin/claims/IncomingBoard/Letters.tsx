import { Button } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import { readPages } from '../../../readPages.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { AskFirst } from '../../subscribers/SubscriberBoard/AskFirst.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { JsonView } from './JsonView.tsx'
import '../../table/table.css'
import type { Letter, LetterList } from './letter.ts'

/** How often it is looked at again, in milliseconds. */
const everyMs = 10_000

/** Messages that became no claim: what is wrong with each, and the ways out. */
export const Letters = ({ tenant }: { tenant: string }) => {
  const { get, post } = useApi()
  const zone = useZone(tenant)
  const [letters, setLetters] = useState<Letter[]>()
  const [hasMore, setHasMore] = useState(false)
  const pages = useRef(1)
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const path = `/claim-letters?tenant=${encodeURIComponent(tenant)}&limit=100`
      const read = await readPages<LetterList, Problem>({
        count: pages.current,
        read: async (cursor) => {
          const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
          const answered = await get<LetterList>(`${path}${after}`, signal)
          return 'problem' in answered ? { stop: answered.problem } : { page: answered.answer }
        },
      })
      if ('stop' in read) return null
      setLetters(read.pages.flatMap((page) => page.letters))
      setHasMore(read.next !== null)
      return everyMs
    },
  })
  const tell = async (letter: Letter, verb: 'retry' | 'drop') => {
    setBusy(true)
    const path = `/claim-letters/${encodeURIComponent(String(letter.id))}/${verb}`
    const answered = await post<Letter>(path, {})
    setBusy(false)
    if ('problem' in answered) setSaid(answered.problem.detail)
    else if (verb === 'drop') setSaid('It is dropped; no claim comes of it.')
    else if (answered.answer.settledAs === 'claimed') setSaid('It has become a claim.')
    else setSaid(`It still cannot become a claim. ${answered.answer.message}`)
    lookNow()
  }
  return (
    <section aria-labelledby="postyard-letters">
      <h2 id="postyard-letters">Messages that became no claim</h2>
      <LostTouch since={lostSince} />
      <p role="status" className="postyard-incoming__said">
        {said}
      </p>
      {letters?.length === 0 ? (
        <p className="postyard-incoming__aside">
          None. One that names a clip or an influencer that is not here yet stands here, and becomes
          a claim by itself as soon as they are.
        </p>
      ) : null}
      {letters && letters.length > 0 ? (
        <div className="postyard-table__scroll">
          <table className="postyard-table">
            <thead>
              <tr>
                <th scope="col">Claim</th>
                <th scope="col">What is wrong</th>
                <th scope="col">Came</th>
                <th scope="col">
                  <span className="postyard-incoming__unseen">What you can do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {letters.map((letter) => (
                <tr key={letter.id} data-letter={letter.code}>
                  <th scope="row">
                    {letter.claimId ?? 'Says no claim'}
                    <JsonView value={letter.body} />
                  </th>
                  <td data-label="What is wrong">
                    <span>
                      {letter.message}
                      <span className="postyard-table__aside">
                        <code>{letter.code}</code> · tried {letter.tries} ×
                      </span>
                    </span>
                  </td>
                  <td data-label="Came">
                    <Moment at={letter.receivedAt} zone={zone} />
                  </td>
                  <td>
                    <span className="postyard-incoming__acts">
                      <Button
                        buttonStyle="secondary"
                        size="small"
                        margin={false}
                        type="button"
                        disabled={isBusy}
                        extraButtonProps={{ 'data-action': 'retry-letter' }}
                        onClick={() => void tell(letter, 'retry')}
                      >
                        Try again
                      </Button>
                      <AskFirst
                        word="Drop"
                        name={letter.claimId ?? letter.code}
                        heading="Drop this message?"
                        confirm="Drop it"
                        action="drop-letter"
                        isBusy={isBusy}
                        onYes={() => tell(letter, 'drop')}
                      >
                        <p>No claim comes of it. The program may send it anew.</p>
                      </AskFirst>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {hasMore ? (
        <div>
          <Button
            buttonStyle="secondary"
            margin={false}
            type="button"
            extraButtonProps={{ 'data-action': 'more-letters' }}
            onClick={() => {
              pages.current += 1
              lookNow()
            }}
          >
            Show older ones
          </Button>
        </div>
      ) : null}
    </section>
  )
}
