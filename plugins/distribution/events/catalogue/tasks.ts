import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import type { TaskEvent } from '../../model/eventTypes.ts'
import { idOutput } from '../../operation.ts'
import { type EventKind, instant, reason } from './eventKind.ts'

const person = idOutput.nullable().meta({ description: 'A person.' })

const outcome = z.string().nullable()

type Shape = Record<string, z.ZodType>

const told: Record<TaskEvent, { summary: string; shape: Shape; example: object }> = {
  assigned: {
    summary: 'A person is asked to post by hand.',
    shape: { assignee: person, name: z.string(), why: reason },
    example: { assignee: exampleIds.agent, name: 'Ana', why: 'Ana is free.' },
  },
  manager_told: {
    summary: 'Managers are told that nobody has posted, or that nobody can be asked.',
    shape: { managers: z.array(idOutput), why: reason },
    example: { managers: [exampleIds.colleague], why: 'Ana has not answered.' },
  },
  passed_on: {
    summary: 'The person who was asked has not answered; another one is asked.',
    shape: { from: person, assignee: person, name: z.string(), why: reason },
    example: {
      from: exampleIds.agent,
      assignee: exampleIds.colleague,
      name: 'Rita',
      why: 'Ana has not answered.',
    },
  },
  reminded: {
    summary: 'The person who was asked is reminded.',
    shape: { assignee: person, why: reason },
    example: { assignee: exampleIds.agent, why: 'Ana has not answered for 10 minutes.' },
  },
  asked_again: {
    summary: 'A pause that the person asked for is over.',
    shape: { assignee: person, why: reason },
    example: { assignee: exampleIds.agent, why: 'The pause is over.' },
  },
  snoozed: {
    summary: 'The person asks for a pause.',
    shape: { until: instant },
    example: { until: '2026-11-22T14:45:00.000Z' },
  },
  opened: {
    summary: 'A person has the task open, and nobody else is asked meanwhile.',
    shape: { until: instant.nullable().optional(), isEarly: z.boolean().optional() },
    example: { until: '2026-11-22T14:40:00.000Z' },
  },
  closed: {
    summary: 'A person gives an open task back without an answer.',
    shape: {},
    example: {},
  },
  handed_over: {
    summary: 'The person gives the task to another one.',
    shape: { from: person, assignee: person, why: reason },
    example: { from: exampleIds.agent, assignee: exampleIds.colleague, why: 'Out of battery.' },
  },
  reassigned: {
    summary: 'A manager gives the task to a person.',
    shape: { from: person, assignee: person, why: reason },
    example: { from: null, assignee: exampleIds.agent, why: 'Rita gave it to Ana.' },
  },
  taken_over: {
    summary: 'A manager takes the task.',
    shape: { from: person, assignee: person, why: reason },
    example: { from: exampleIds.agent, assignee: exampleIds.colleague, why: 'Rita took it.' },
  },
  answered_for: {
    summary: 'A manager answers for the person who has the task.',
    shape: { assignee: person, holder: person, outcome },
    example: { assignee: exampleIds.agent, holder: null, outcome: 'posted' },
  },
  answered_late: {
    summary: 'A person answers after the deadline; a manager decides.',
    shape: { outcome, url: z.string().nullable() },
    example: { outcome: 'posted', url: null },
  },
  claimed: {
    summary: 'A person says that they posted what another one has; a manager decides.',
    shape: { url: z.string().nullable().optional(), holder: person.optional() },
    example: { url: null, holder: exampleIds.agent },
  },
  late_accepted: {
    summary: 'A manager believes a late answer.',
    shape: { by: person, name: z.string().optional(), note: z.string().nullable() },
    example: { by: exampleIds.agent, note: null },
  },
  late_refused: {
    summary: 'A manager does not believe a late answer.',
    shape: { by: person, name: z.string().optional(), note: z.string().nullable() },
    example: { by: exampleIds.agent, note: null },
  },
  undone: {
    summary: 'A person takes their answer back.',
    shape: { outcome },
    example: { outcome: 'posted' },
  },
}

/** What becomes of a task that a person does by hand. */
export const tasks: EventKind[] = Object.entries(told).map(
  ([type, { summary, shape, example }]) => ({
    type: `distribution.task.${type as TaskEvent}`,
    schemaVersion: 1,
    summary,
    names: ['delivery', 'plan'],
    data: z.object({
      task: idOutput,
      device: idOutput
        .optional()
        .meta({ isId: true, description: 'The phone by which it was done.' }),
      ...shape,
    }),
    example: { task: exampleIds.task, ...example },
  }),
)
