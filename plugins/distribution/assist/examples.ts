import type { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import type { deviceOutput } from './deviceAnswer.ts'
import type { comingOutput } from './operations/listComing.ts'
import type { contentOutput, taskSummaryOutput } from './taskAnswer.ts'
import type { watchedTaskOutput } from './watchedTask.ts'

// What the reference shows of a task, and of a phone.

const ana = { id: exampleIds.agent, name: 'Ana' }

/** As the phone makes it; a real one is random. */
export const exampleSecret = 'Zm9yLXRoZS1yZWZlcmVuY2Utb25seS1tYWtlLXlvdXItb3du'

export const exampleToken = 'dQw4w9WgXcQ:APA91bExampleTokenOfFirebase'

/** A task that waits for an answer, and that nobody has opened. */
export const exampleTask: z.input<typeof taskSummaryOutput> = {
  id: exampleIds.task,
  delivery: exampleIds.delivery,
  title: 'Open house on Sunday',
  tenant: { id: exampleIds.tenant, name: 'Marina Estates', timezone: 'Africa/Nairobi' },
  channel: { id: exampleIds.channel, name: 'WhatsApp Status', platform: 'whatsapp' },
  dueAt: '2026-11-23T14:30:00.000Z',
  deadlineAt: '2026-11-23T18:30:00.000Z',
  snoozedUntil: null,
  outcome: null,
  proofUrl: null,
  answeredAt: null,
  askedAt: '2026-11-23T14:30:00.120Z',
  assignee: { ...ana, reason: 'Ana: at work, and nobody has less to do' },
  lease: null,
  step: 'asked',
  answeredBy: null,
  proof: null,
}

/** The same while the caller has it open. */
export const exampleOpened: z.input<typeof taskSummaryOutput> = {
  ...exampleTask,
  lease: {
    holder: ana,
    openedAt: '2026-11-23T14:31:02.000Z',
    until: '2026-11-23T14:41:02.000Z',
  },
}

/** The same once it is answered. */
export const exampleAnswered: z.input<typeof taskSummaryOutput> = {
  ...exampleTask,
  outcome: 'posted',
  proofUrl: 'https://example.com/status/1',
  answeredAt: '2026-11-23T14:33:20.000Z',
  answeredBy: ana,
}

export const exampleContent: z.input<typeof contentOutput> = {
  caption: 'Come and see it on Sunday.\n\nhttps://example.com/open-house',
  files: [
    {
      filename: 'living-room.jpg',
      mimeType: 'image/jpeg',
      bytes: 284_113,
      alt: 'A bright living room',
      url: 'https://postyard.example/api/assist/files/eyJmaWxlIjoxfQ.c2lnbmF0dXJl',
      expiresAt: '2026-11-23T20:31:02.000Z',
    },
  ],
  parts: [{ text: 'The address is in the link.', files: [], delayMinutes: 2 }],
}

export const exampleComing: z.input<typeof comingOutput> = {
  delivery: exampleIds.delivery,
  title: exampleTask.title,
  tenant: exampleTask.tenant,
  channel: exampleTask.channel,
  dueAt: exampleTask.dueAt,
  isReady: true,
}

export const exampleDevice: z.input<typeof deviceOutput> = {
  id: exampleIds.device,
  owner: ana,
  name: 'Ana’s phone',
  platform: 'android',
  appVersion: '1.4.0',
  lastSeenAt: '2026-11-23T14:31:02.000Z',
  notifications: 'granted',
  push: 'works',
  droppedBecause: null,
  project: null,
  staysLoggedIn: true,
  revokedAt: null,
}

/** A task as staff see it. */
export const exampleWatched: z.input<typeof watchedTaskOutput> = {
  ...exampleTask,
  delivery: exampleIds.delivery,
  state: 'awaiting_human',
  why: 'Ana: at work, and nobody has less to do',
  note: null,
  next: { to: 'reminded', at: '2026-11-23T14:40:00.120Z' },
  need: null,
}
