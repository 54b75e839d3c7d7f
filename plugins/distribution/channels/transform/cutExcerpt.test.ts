import { describe, expect, test } from 'vitest'
import { countCharacters, cutExcerpt } from './cutExcerpt.ts'

describe('an excerpt', () => {
  test.each([
    ['is the whole of a short text', 'The shark swims.', 20, 'The shark swims.'],
    [
      'ends with a sentence where one ends late enough',
      'The shark swims. It eats what it finds.',
      20,
      'The shark swims.',
    ],
    [
      'else with a word and an ellipsis',
      'The shark eats whatever it finds in the sea.',
      20,
      'The shark eats…',
    ],
    [
      'has no sentence that is too short for it',
      'Yes. The shark eats all that it finds.',
      20,
      'Yes. The shark…',
    ],
    ['is empty where not even a word fits', 'Donaudampfschifffahrt', 10, ''],
    ['keeps addresses whole', 'See https://example.com/sharks for more of it', 20, 'See…'],
    ['keeps tags whole', 'Sharks are here #sharkweek now', 20, 'Sharks are here…'],
    [
      'counts characters as readers do',
      '👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦 👩‍👩‍👧‍👦',
      5,
      '👩‍👩‍👧‍👦 👩‍👩‍👧‍👦…',
    ],
    [
      'leaves addresses alone',
      'See https://marina.pt/sharks and more of it all',
      30,
      'See https://marina.pt/sharks …',
    ],
    [
      'knows words of scripts without blanks',
      '我们的鲨鱼在海里游泳。它吃它找到的东西。',
      8,
      '我们的鲨鱼在…',
    ],
  ])('%s', (_, text, most, is) => {
    expect(cutExcerpt(text, most)).toBe(is)
    expect(countCharacters(cutExcerpt(text, most))).toBeLessThanOrEqual(most)
  })
})
