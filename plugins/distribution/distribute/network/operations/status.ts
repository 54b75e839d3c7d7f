import { z } from 'zod'
import { exampleIds } from '../../../exampleIds.ts'
import { findOwned } from '../../../findOwned.ts'
import { parseId } from '../../../model/database.ts'
import { postStates, projectState } from '../../../model/projectState.ts'
import type { DeliveryState } from '../../../model/states.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../../operation.ts'
import { haltOf, pauseOf, type StopFields, stopOutput } from '../../planStop.ts'
import { countsOutput } from '../../planSummary.ts'
import { readHow } from '../readHow.ts'
import { readStanding } from '../readStanding.ts'
import {
  assessmentOutput,
  exampleAssessment,
  exampleFigures,
  examplePeaks,
  figuresOutput,
  peaksOutput,
  windowOutput,
} from '../spreadOutput.ts'

type PlanRecord = StopFields & {
  post: string | number
  title: string
  createdAt: string
  startedByName: string
}

export const networkStatus = defineOperation({
  name: 'distribution.status',
  summary:
    'Tells where a plan stands as a whole: its state, how many deliveries are in each, what comes next, and how it was spread.',
  description:
    'It costs the same for ten accounts and for a thousand. `distribution.progress` tells of each delivery, and the live stream of what happens.',
  route: { method: 'get', path: '/distribution/{id}/status' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    plan: idOutput,
    tenant: idOutput,
    post: idOutput,
    title: z.string(),
    state: z.enum(postStates),
    createdAt: instantOutput,
    startedBy: z.string(),
    paused: stopOutput
      .nullable()
      .meta({ description: 'Since when, by whom and why; null where it is not.' }),
    halted: stopOutput
      .nullable()
      .meta({ description: 'Stopped in an emergency; null where it is not.' }),
    total: z.int(),
    ended: z.int().meta({ description: 'Of which nothing more comes by itself.' }),
    counts: countsOutput,
    next: z
      .object({ delivery: idOutput, channel: idOutput, at: instantOutput })
      .nullable()
      .meta({ description: 'What goes out next; null where nothing waits for its time.' }),
    last: instantOutput
      .nullable()
      .meta({ description: 'When the last one is to go out, or went.' }),
    lateness: z
      .object({ meanMs: z.number(), mostMs: z.number() })
      .nullable()
      .meta({ description: 'Of what went out, against the time first planned.' }),
    network: z
      .object({
        seed: z.string(),
        window: windowOutput,
        gapMs: z.object({ min: z.number(), max: z.number() }),
        sameContentMs: z.number(),
        peaks: peaksOutput,
        figures: figuresOutput,
        assessment: assessmentOutput.nullable(),
        leads: z.array(idOutput).meta({ description: 'The channels that lead.' }),
      })
      .nullable()
      .meta({ description: 'How it was spread; null of an ordinary plan.' }),
  }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.plan },
      output: {
        plan: exampleIds.plan,
        tenant: exampleIds.tenant,
        post: exampleIds.post,
        title: 'Open house on Sunday',
        state: 'publishing',
        createdAt: '2026-11-23T05:58:11.480Z',
        startedBy: 'Ana',
        paused: null,
        halted: null,
        total: 100,
        ended: 41,
        counts: { published: 41, queued: 1, scheduled: 58 },
        next: {
          delivery: exampleIds.delivery,
          channel: exampleIds.postizChannel,
          at: '2026-11-23T08:54:12.000Z',
        },
        last: '2026-11-23T11:58:40.000Z',
        lateness: { meanMs: 84, mostMs: 412 },
        network: {
          seed: '4f1c9a',
          window: { from: '2026-11-23T06:00:00.000Z', to: '2026-11-23T12:00:00.000Z' },
          gapMs: { min: 120_000, max: 900_000 },
          sameContentMs: 300_000,
          peaks: examplePeaks,
          figures: exampleFigures,
          assessment: exampleAssessment,
          leads: [exampleIds.postizChannel],
        },
      },
    },
  },
  run: async ({ id }, context) => {
    const plan = await findOwned<PlanRecord>({
      context,
      collection: 'plans',
      id,
      permission: 'plans.read',
      what: 'plan',
      without: ['network', 'content', 'earlierContents'],
    })
    const standing = await readStanding(context.db, plan)
    const network = await readHow(context.db, plan)
    return {
      plan: plan.id,
      tenant: plan.tenant,
      post: plan.post,
      title: plan.title,
      state: projectState(Object.keys(standing.counts) as DeliveryState[]),
      createdAt: new Date(plan.createdAt).toISOString(),
      startedBy: plan.startedByName,
      paused: pauseOf(plan),
      halted: haltOf(plan),
      ...standing,
      network: network
        ? {
            seed: network.seed,
            window: network.options.window,
            gapMs: network.options.gapMs,
            sameContentMs: network.options.sameContentMs,
            peaks: network.options.peaks,
            figures: network.figures,
            assessment: network.assessment,
            leads: network.leads.flatMap((lead) => parseId(context.payload, lead) ?? []),
          }
        : null,
    }
  },
})

export type NetworkStatus = z.output<typeof networkStatus.output>
