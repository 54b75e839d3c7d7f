import { useState } from 'react'
import type { SubscriberAnswer } from '../../../events/subscribers/subscriberAnswer.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import type { Made } from './NewSecret.tsx'
import type { Wish } from './SubscriberForm.tsx'

type Args = { of: SubscriberAnswer; onSecret: (made: Made) => void; onChanged: () => void }

type Answers = {
  test: { message: string; milliseconds: number }
  'rotate-secret': { secret: string }
  redrive: { redriven: number }
}

/** What a person can do with one subscriber, and what came of the last of it. */
export const useSubscriber = ({ of, onSecret, onChanged }: Args) => {
  const { ask, post } = useApi()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [said, setSaid] = useState('')

  /** Until when the secret before the present one signs too. */
  const holdsUntil =
    of.oldSecretUntil && Date.parse(of.oldSecretUntil) > Date.now() ? of.oldSecretUntil : null

  const act = async <Answer>(
    what: string,
    input: Record<string, unknown>,
    tell: (answer: Answer) => string,
    by: 'post' | 'ask' = 'post',
  ): Promise<boolean> => {
    setBusy(true)
    setProblem(undefined)
    setSaid('')
    const path = `/event-subscribers/${encodeURIComponent(String(of.id))}/${what}`
    const answered = await (by === 'ask' ? ask : post)<Answer>(path, input)
    setBusy(false)
    if ('problem' in answered) setProblem(answered.problem)
    else setSaid(tell(answered.answer))
    onChanged()
    return 'answer' in answered
  }

  return {
    isBusy,
    problem,
    said,
    holdsUntil,
    test: () =>
      act<Answers['test']>(
        'test',
        {},
        ({ message, milliseconds }) => `${message} It took ${milliseconds} ms.`,
        'ask',
      ),
    pause: () => act('pause', {}, () => 'Paused. What happens meanwhile is sent later.'),
    resume: () => act('resume', {}, () => 'It goes on, from where it stood.'),
    remove: () => act('delete', {}, () => 'Removed.'),
    save: (wish: Wish) => act('edit', wish, () => 'Saved.'),
    replay: (from: Record<string, unknown>) =>
      act('replay', { from }, () => 'It is sent again, in order.'),
    redrive: (positions?: string[]) =>
      act<Answers['redrive']>('redrive', positions ? { positions } : {}, ({ redriven }) =>
        redriven === 1 ? 'One event is tried again.' : `${redriven} events are tried again.`,
      ),
    rotate: () =>
      act<Answers['rotate-secret']>(
        'rotate-secret',
        // Whoever was asked about the one before may end it.
        { force: holdsUntil !== null },
        ({ secret }) => {
          onSecret({ name: of.name, secret, isReplaced: true })
          return 'It has a new secret, shown above.'
        },
        'ask',
      ),
  }
}

export type SubscriberActs = ReturnType<typeof useSubscriber>
