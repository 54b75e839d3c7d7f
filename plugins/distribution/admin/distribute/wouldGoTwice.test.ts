import { expect, test } from 'vitest'
import { deliveryStates } from '../../model/states.ts'
import { wouldGoTwice } from './wouldGoTwice.ts'

test('what is held, with a person or unknown is asked about before it is distributed once more', () => {
  expect(deliveryStates.filter((state) => !wouldGoTwice({ state }))).toEqual([
    'failed',
    'expired',
    'skipped',
    'cancelled',
  ])
})
