import type { Field } from 'payload'
import { isWallTime, zoneOrNothing } from './wallTime.ts'
import { weekdays } from './weekdays.ts'

const timeField = (name: 'from' | 'until'): Field => ({
  name,
  type: 'text',
  required: true,
  validate: (value: unknown) => isWallTime(value) || 'Give a time of the day such as 09:00.',
  admin: {
    width: '50%',
    placeholder: name === 'from' ? '09:00' : '18:00',
    description:
      name === 'from'
        ? 'On their own clock.'
        : 'At or before the beginning, it is of the next day.',
  },
})

/** When a person can be asked to post: their own days and hours, in their own zone. */
export const userFields: Field[] = [
  {
    name: 'fieldWork',
    label: 'Posting with the phone',
    type: 'group',
    fields: [
      {
        name: 'timezone',
        label: 'Time zone',
        type: 'text',
        validate: zoneOrNothing,
        admin: { description: 'By its name: Europe/Lisbon. Left empty, that of the client.' },
      },
      {
        name: 'hours',
        label: 'Working hours',
        type: 'array',
        maxRows: 20,
        labels: { singular: 'Hours', plural: 'Hours' },
        admin: {
          description: 'When they can be asked to post. Left empty, they can be at any time.',
        },
        fields: [
          { name: 'days', type: 'select', hasMany: true, required: true, options: weekdays },
          { type: 'row', fields: [timeField('from'), timeField('until')] },
        ],
      },
      {
        name: 'awayUntil',
        label: 'Away until',
        type: 'date',
        admin: {
          description: 'Until then they are asked nothing, whatever their hours.',
          date: { pickerAppearance: 'dayAndTime' },
        },
      },
    ],
  },
]
