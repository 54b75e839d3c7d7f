import type { ClaimState } from '../model/claims.ts'

/** What can be done with a claim, besides looking at it. */
export const claimCommands = [
  'overlays',
  'captions',
  'schedule',
  'reschedule',
  'publish',
  'retry',
  'cancel',
] as const

export type ClaimCommand = (typeof claimCommands)[number]

/** From which states each is taken; from every other it is refused. */
export const moves: Record<ClaimCommand, readonly ClaimState[]> = {
  overlays: ['claimed', 'scheduled'],
  captions: ['claimed', 'scheduled'],
  schedule: ['claimed'],
  reschedule: ['scheduled'],
  publish: ['claimed', 'scheduled'],
  retry: ['failed'],
  cancel: ['claimed', 'scheduled'],
}

export const isMove = (command: ClaimCommand, state: ClaimState): boolean =>
  moves[command].includes(state)
