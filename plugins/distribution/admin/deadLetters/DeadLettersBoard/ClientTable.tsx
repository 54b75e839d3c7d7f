import { Button } from '@payloadcms/ui'
import { useId } from 'react'
import type { DeadLetter } from '../../../distribute/deadLetter.ts'
import { DeliveryLink } from '../../assist/DeliveryLink.tsx'
import { nameChannel } from '../../channels/nameChannel.ts'
import { RemedyLink } from '../../deliveries/RemedyLink/index.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import '../../table/table.css'

export type Choosing = {
  /** The ids that are chosen, as text. */
  chosen: ReadonlySet<string>
  /** Why one could not be tried again, by its id as text. */
  refusals: ReadonlyMap<string, string>
  isBusy: boolean
  onChoose: (letters: DeadLetter[], isChosen: boolean) => void
  onRedrive: (letters: DeadLetter[]) => void
}

type Args = Choosing & {
  client: string
  zone: string
  letters: DeadLetter[]
  /** Whether the reader may try them again. */
  mayRedrive: boolean
}

const helpWords: Record<DeadLetter['help'], string> = {
  passing: 'Trying again may help.',
  permanent: 'Mend this first; the same would be refused again.',
  uncertain: 'It may be live: look at the account before you try again.',
}

/** What is not chosen together with others: it may be live already. */
export const isSafe = ({ help }: DeadLetter): boolean => help !== 'uncertain'

/** What failed or expired of one client. */
export const ClientTable = (args: Args) => {
  const { client, letters, chosen, mayRedrive, onChoose } = args
  const id = useId()
  const safe = letters.filter(isSafe)
  const isAll = safe.length > 0 && safe.every((letter) => chosen.has(String(letter.id)))
  return (
    <section aria-labelledby={id} data-client={client}>
      <h2 id={id}>{client}</h2>
      <div className="postyard-table__scroll">
        <table className="postyard-table">
          <thead>
            <tr>
              {mayRedrive ? (
                <th scope="col" className="postyard-dead__tick">
                  <input
                    type="checkbox"
                    aria-label={`Choose all of ${client}`}
                    checked={isAll}
                    onChange={() => onChoose(safe, !isAll)}
                  />
                </th>
              ) : null}
              <th scope="col">Post</th>
              <th scope="col">Why</th>
              <th scope="col">Last answer</th>
              <th scope="col">Since</th>
              {mayRedrive ? (
                <th scope="col">
                  <span className="postyard-dead__unseen">What you can do</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <Row key={letter.id} letter={letter} {...args} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** As those parts of the panel know a delivery that Payload has read. */
const toDelivery = ({ channelName, platform, ...letter }: DeadLetter) => ({
  ...letter,
  channel: { id: letter.channel, name: channelName, platform },
  contentVersion: 1,
  variation: null,
  updatedAt: letter.since,
})

/** What came back last; not once more what the reason says already. */
const LastAnswer = ({ last, reason }: Pick<DeadLetter, 'last' | 'reason'>) =>
  last ? (
    <span>
      {last.message && reason?.includes(last.message) ? null : (last.message ?? 'It said nothing.')}
      <span className="postyard-table__aside">
        {[last.statusCode, last.code].filter(Boolean).join(' · ')}
      </span>
    </span>
  ) : (
    <span className="postyard-table__aside">nothing was sent</span>
  )

const Row = (args: Args & { letter: DeadLetter }) => {
  const { letter, zone, chosen, refusals, isBusy, mayRedrive, onChoose, onRedrive } = args
  const refusal = refusals.get(String(letter.id))
  const isChosen = chosen.has(String(letter.id))
  return (
    <tr data-dead={letter.id}>
      {mayRedrive ? (
        <td className="postyard-dead__tick">
          <input
            type="checkbox"
            aria-label={`Choose ${letter.title} on ${letter.channelName}`}
            checked={isChosen}
            onChange={() => onChoose([letter], !isChosen)}
          />
        </td>
      ) : null}
      <th scope="row">
        <DeliveryLink task={{ delivery: letter.id, title: letter.title }}>
          {letter.title}
        </DeliveryLink>
        <span className="postyard-table__aside">
          {nameChannel({ name: letter.channelName, platform: letter.platform })}
        </span>
      </th>
      <td data-label="Why">
        <span>
          <StateMark state={letter.state} /> {letter.reason}
          <span className="postyard-table__aside">{helpWords[letter.help]}</span>
          <RemedyLink delivery={toDelivery(letter)} />
          {refusal ? (
            <span className="postyard-dead__refusal" role="alert">
              Was not tried again: {refusal}
            </span>
          ) : null}
        </span>
      </td>
      <td data-label="Last answer">
        <LastAnswer last={letter.last} reason={letter.reason} />
      </td>
      <td data-label="Since">
        <Moment at={letter.since} zone={zone} />
      </td>
      {mayRedrive ? (
        <td className="postyard-dead__do">
          <Button
            aria-label={`Try again: ${letter.title} on ${letter.channelName}`}
            buttonStyle="secondary"
            disabled={isBusy}
            extraButtonProps={{ 'data-action': 'redrive' }}
            margin={false}
            onClick={() => onRedrive([letter])}
            size="small"
            type="button"
          >
            Try again
          </Button>
        </td>
      ) : null}
    </tr>
  )
}
