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

  const distribute = async () => {
    setBusy(true)
    setRefused(undefined)
    form.unmark()
    const isSaved = await form.save()
    const answered = isSaved
      ? await api.post<Distributed>(
          `/${slugs.posts}/${encodeURIComponent(String(post))}/distribute`,
          {},
        )
      : undefined
    setBusy(false)
    if (!answered) return
    if ('problem' in answered) {
      setRefused(answered.problem)
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
        onClick={() => (again.length > 0 ? openModal(modalSlug) : void distribute())}
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
        onConfirm={distribute}
      />
    </section>
  )
}
