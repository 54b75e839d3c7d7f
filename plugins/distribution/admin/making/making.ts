import type { ID } from '../../model/database.ts'

/** A picture or video that is made for deliveries, as the panel reads it. */
export type Making = {
  id: ID
  kind: string
  state: string
  /** In per cent. */
  progress: number
  reason: string | null
  /** Those that show it. */
  deliveries: ID[]
}

const names: Record<string, string> = {
  card: 'card',
  video: 'video',
  conversion: 'file for this channel',
}

/** What is said while it is made or waits for that: "Making its video: 42 %"; undefined where there is nothing to say. */
export const tellMaking = ({ kind, state, progress }: Making): string | undefined => {
  const name = names[kind] ?? 'file'
  if (state === 'rendering') return `Making its ${name}: ${progress} %`
  if (state === 'pending') return `Its ${name} waits to be made`
  if (state === 'cancelled') return `Making its ${name} was stopped`
  return undefined
}

/** What a person can do with it in this state. */
export const makingActionOf = (state: string): 'cancel' | 'retry' | undefined => {
  if (state === 'pending' || state === 'rendering') return 'cancel'
  return state === 'failed' || state === 'cancelled' || state === 'removed' ? 'retry' : undefined
}

export const makingLabels = { cancel: 'Stop', retry: 'Make again' } as const

type Named = Pick<Making, 'kind'> & { deliveries?: ID[] }

/** What pressing its button does, in one sentence: the same file may be waited for by several deliveries. */
export const foretellMaking = (
  action: keyof typeof makingLabels,
  { kind, deliveries = [] }: Named,
): string => {
  const what = kind === 'card' || kind === 'video' ? `its ${kind}` : 'its file'
  const all = deliveries.length > 1 ? `, for all ${deliveries.length} deliveries that show it` : ''
  return `${action === 'cancel' ? `Stop making ${what}` : `Make again ${what}`}${all}`
}
