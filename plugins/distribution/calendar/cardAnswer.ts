import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { postStates } from '../model/projectState.ts'
import { idOutput, instantOutput } from '../operation.ts'

/** What of a post is due on one day, as the calendar shows it. */
export const cardOutput = z
  .object({
    plan: idOutput,
    post: idOutput,
    tenant: idOutput,
    title: z.string().meta({ description: 'Of the plan.' }),
    day: z.string().meta({ description: 'By the clock of the client, YYYY-MM-DD.' }),
    wall: z.string().meta({
      description:
        'What the clocks of the client show when the first of it is due, YYYY-MM-DDTHH:MM:SS.',
    }),
    wallUntil: z.string().meta({ description: 'The same of the last of it.' }),
    at: instantOutput.meta({ description: 'When the first of it is due.' }),
    until: instantOutput.meta({ description: 'When the last of it is due.' }),
    state: z.enum(postStates),
    counts: z.record(z.string(), z.int()).meta({
      description: 'How many deliveries of that day stand in each state.',
    }),
    channels: z.array(idOutput),
    claim: idOutput.nullable().meta({ description: 'The claim that brings it.' }),
    series: z
      .object({ id: idOutput, name: z.string() })
      .nullable()
      .meta({ description: 'The evergreen series that brings it.' }),
    fixed: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why it cannot be moved by `plans.move`; null where it can.' }),
    notes: z
      .array(
        z.object({
          code: z.enum(['SAME_POST', 'TOO_NEAR', 'BLACKOUT']),
          message: z.string(),
          channel: idOutput,
          with: idOutput.nullable().meta({ description: 'The other plan.' }),
        }),
      )
      .meta({
        description:
          'What is worth a look before it goes out: the channel gets the same post twice within a day, or two posts within five minutes, or it is to have none then. One of each kind for each channel.',
      }),
  })
  .meta({ component: 'CalendarCard' })

export type Card = z.input<typeof cardOutput>

export const exampleCard: Card = {
  plan: exampleIds.plan,
  post: exampleIds.post,
  tenant: exampleIds.tenant,
  title: 'Open house on Sunday',
  day: '2026-11-23',
  wall: '2026-11-23T14:30:00',
  wallUntil: '2026-11-23T14:30:00',
  at: '2026-11-23T14:30:00.000Z',
  until: '2026-11-23T14:30:00.000Z',
  state: 'pending',
  counts: { scheduled: 2 },
  channels: [exampleIds.postizChannel, exampleIds.channel],
  claim: null,
  series: null,
  fixed: null,
  notes: [
    {
      code: 'TOO_NEAR',
      message: 'Instagram gets “Autumn prices” at 14:32 (Europe/Lisbon), too.',
      channel: exampleIds.postizChannel,
      with: exampleIds.plan,
    },
  ],
}
