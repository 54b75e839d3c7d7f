import { exampleIds } from '../exampleIds.ts'
import type { ForeseenChannel } from './foreseenOutput.ts'

/** A post as a channel that a person serves would get it, as the reference shows it. */
export const exampleForeseen: ForeseenChannel = {
  channel: exampleIds.channel,
  name: 'WhatsApp Status',
  platform: 'whatsapp',
  kind: 'manual',
  account: { name: 'WhatsApp Status', picture: null },
  preview: 'Come and see it on Sunday.',
  bold: [],
  count: 26,
  parts: [],
  media: { pictures: 0, videos: 0, files: [] },
  changes: [],
  refusals: [],
  goes: {
    at: '2026-11-23T14:30:00.000Z',
    state: 'scheduled',
    code: 'SCHEDULED',
    reason: 'Goes out at its time.',
  },
  payload: {
    kind: 'manual',
    task: { caption: 'Come and see it on Sunday.', files: [], parts: [] },
  },
}
