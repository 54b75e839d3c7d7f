'use client'

import { Button, ConfirmationModal, toast, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { idOf } from '../../../id.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { nameChannel } from '../../channels/nameChannel.ts'
import { channelOf, type Delivery } from '../../deliveries/delivery.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { useNow } from '../../time/useNow.ts'
import { useZone } from '../../time/useZone.ts'
import { foretell } from '../foretell.ts'
import { placeProblem } from '../placeProblem.ts'
import { useChannels } from '../useChannels.ts'
import { usePostForm } from '../usePostForm.ts'
import { wouldGoTwice } from '../wouldGoTwice.ts'
import { ChannelNotes } from './ChannelNotes.tsx'
import { Refusals } from './Refusals.tsx'
import './index.css'

type Args = {
  post: string | number
  deliveries: Delivery[]
  onDistributed: () => void
}

/** Somebody else has distributed it meanwhile, or this person did in another window. */
const duplicate = 'DUPLICATE_DISTRIBUTION_PLAN'

/** Some channel may have an excerpt of it, and not the whole. */
const isExcerptOnly = ({ errors }: Problem): boolean =>
  errors.some(({ code }) => code === 'ENTITLEMENT_EXCERPT_ONLY')

type Distributed = { warnings: { message: string }[] }

/** Says what will happen, and the one button that makes it so. */
export const DistributeBox = ({ post, deliveries, onDistributed }: Args) => {
  const api = useApi()
  const { slugs, may } = usePanel()
  const form = usePostForm()
  const zone = useZone(form.tenant)
  const now = useNow()
  const { openModal } = useModal()
  const modalSlug = `postyard-again-${useId()}`
  const twiceSlug = `postyard-twice-${useId()}`
  const excerptSlug = `postyard-excerpt-${useId()}`
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  const { channels, problem } = useChannels(form.channels)

  const nameOf = (id: string) => {
    const channel = channels?.find((one) => String(one.id) === id)
    return channel && nameChannel(channel)
  }
  const again = deliveries
    .filter(wouldGoTwice)
    .filter((one) => form.channels.some((id) => String(id) === String(idOf(one.channel))))
  const againNames = [...new Set(again.map((one) => channelOf(one)))]

  const distribute = async (isTwiceMeant: boolean, isExcerpt = false) => {
    setBusy(true)
    setRefused(undefined)
    form.unmark()
    const isSaved = await form.save()
    const answered = isSaved
      ? await api.post<Distributed>(
          `/${slugs.posts}/${encodeURIComponent(String(post))}/distribute`,
          {
            ...(isTwiceMeant ? { allowDuplicate: true } : {}),
            ...(isExcerpt ? { excerpt: true } : {}),
          },
        )
      : undefined
    setBusy(false)
    if (!answered) return
    if ('problem' in answered) {
      setRefused(answered.problem)
      if (answered.problem.code === duplicate) openModal(twiceSlug)
      else if (isExcerptOnly(answered.problem)) openModal(excerptSlug)
      form.mark(placeProblem(answered.problem, nameOf))
    } else {
      toast.success('Distributed. Each delivery stands below.')
      for (const { message } of answered.answer.warnings) toast.warning(message)
    }
    onDistributed()
  }

  if (!may('plans.write', form.tenant)) {
    return (
      <p className="postyard-distribute">Your role here is to read. An editor can distribute it.</p>
    )
  }
  const count = form.channels.length
  const label = `${form.isModified ? 'Save and distribute' : 'Distribute'} to ${count} ${count === 1 ? 'channel' : 'channels'}`
  return (
    <section className="postyard-distribute" aria-label="Distribute">
      <p className="postyard-distribute__what">
        {problem?.detail ??
          (count === 0
            ? 'Choose at least one under “Channels”; then it can be distributed here.'
            : channels && now
              ? foretell({ channels: channels.map(nameChannel), at: form.at, zone, now })
              : 'Reading its channels …')}
      </p>
      <ChannelNotes channels={channels ?? []} />
      <Button
        buttonStyle="primary"
        disabled={isBusy || count === 0}
        extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'distribute' }}
        margin={false}
        onClick={() => (again.length > 0 ? openModal(modalSlug) : void distribute(false))}
        type="button"
      >
        {count === 0 ? 'Distribute' : label}
      </Button>
      {refused ? <Refusals problem={refused} nameOf={nameOf} /> : null}
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={modalSlug}
        heading="Distribute it again?"
        body={`${againNames.join(', ')} ${againNames.length === 1 ? 'has' : 'have'} this post already, or may still get it. It would go there once more.`}
        confirmLabel="Distribute again"
        cancelLabel="Leave it"
        onConfirm={() => distribute(true)}
      />
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={twiceSlug}
        heading="Distribute it all the same?"
        body={refused?.errors.map(({ message }) => message).join(' ') ?? ''}
        confirmLabel="Distribute all the same"
        cancelLabel="Leave it"
        onConfirm={() => distribute(true)}
      />
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={excerptSlug}
        heading="Distribute an excerpt?"
        body="You are entitled to an excerpt of this post, not to the whole. It is the beginning of its text, ended with a sentence or a word, with title and link, and without comments."
        confirmLabel="Distribute the excerpt"
        cancelLabel="Leave it"
        onConfirm={() => distribute(again.length > 0, true)}
      />
    </section>
  )
}
