import type { Field, NumberFieldSingleValidation } from 'payload'
import { number } from 'payload/shared'
import { isWallTime } from './wallTime.ts'

/** What happens while nobody answers: each step comes after the one before it. */
const ladder = [
  { name: 'remindMinutes', what: 'the reminder' },
  { name: 'nextMinutes', what: 'the next field agent' },
  { name: 'managerMinutes', what: 'the manager' },
] as const

type Siblings = Partial<Record<string, unknown>>

/** True where a step comes after those before it; else why not. What is not given yet is let pass. */
export const isInOrder = (name: string, value: unknown, siblings: Siblings): true | string => {
  const place = ladder.findIndex((step) => step.name === name)
  const before = ladder[place - 1]
  const earlier = before && siblings[before.name]
  if (!before || typeof value !== 'number' || typeof earlier !== 'number') return true
  return (
    value > earlier ||
    `Give more than ${earlier} minutes: this comes after ${before.what}, which is at ${earlier}.`
  )
}

/** Quiet hours have both ends or none. */
export const isQuietTime = (value: unknown, other: unknown): true | string => {
  const isGiven = value !== undefined && value !== null && value !== ''
  const isOtherGiven = other !== undefined && other !== null && other !== ''
  if (isGiven && !isWallTime(value)) {
    return 'Give a time of the day such as 22:00, or leave it empty.'
  }
  return (
    isGiven === isOtherGiven || 'Quiet hours have a beginning and an end: give both, or neither.'
  )
}

const minutesField = (
  name: string,
  label: string,
  defaultValue: number,
  description: string,
  width = '33%',
): Field => ({
  name,
  label,
  type: 'number',
  required: true,
  defaultValue,
  min: 1,
  max: 10_080,
  validate: ((value, options) => {
    const fits = number(value, options)
    return fits === true ? isInOrder(name, value, options.siblingData as Siblings) : fits
  }) as NumberFieldSingleValidation,
  admin: { description, width },
})

const quietField = (name: string, label: string, other: string, description: string): Field => ({
  name,
  label,
  type: 'text',
  validate: (value: unknown, { siblingData }: { siblingData: unknown }) =>
    isQuietTime(value, (siblingData as Siblings)[other]),
  admin: { description, width: '50%', placeholder: name === 'quietFrom' ? '22:00' : '08:00' },
})

/** How long people have, what happens while nobody answers, and when phones stay silent. */
export const assistFields: Field[] = [
  {
    type: 'row',
    fields: [
      {
        name: 'answerMinutes',
        label: 'Minutes to answer',
        type: 'number',
        required: true,
        defaultValue: 240,
        min: 5,
        max: 10_080,
        admin: {
          description:
            'How long a person has to post and say so, from when it is due. After that the task expires.',
          width: '50%',
        },
      },
      minutesField(
        'leaseMinutes',
        'Minutes an opened task is held',
        10,
        'From the last sign of the phone. Until then nobody else is given it.',
        '50%',
      ),
    ],
  },
  {
    type: 'row',
    fields: [
      minutesField(
        'remindMinutes',
        'Minutes until the reminder',
        10,
        'The person who was asked, while they have not opened it.',
      ),
      minutesField(
        'nextMinutes',
        'Minutes until the next is asked',
        20,
        'Another field agent, while nobody has opened the task.',
      ),
      minutesField(
        'managerMinutes',
        'Minutes until a manager is told',
        40,
        'By push, or else by mail; at the latest when a sixth of the time to answer is left.',
      ),
    ],
  },
  {
    type: 'row',
    fields: [
      quietField(
        'quietFrom',
        'Quiet from',
        'quietUntil',
        "On the client's clock. No phone is pushed in the quiet hours, and they do not count.",
      ),
      quietField(
        'quietUntil',
        'Quiet until',
        'quietFrom',
        'An end before the beginning is of the next day: 22:00 until 08:00.',
      ),
    ],
  },
  {
    name: 'hideTitle',
    label: 'Hide the title',
    type: 'checkbox',
    defaultValue: false,
    admin: {
      description:
        'The notification says only that it is time to post, for phones that others may see.',
    },
  },
]
