/** A series of the demo: a folder of colouring pages of one animal. */
export type Animal = {
  /** The name of its folder. */
  slug: string
  /** One of them, as it stands in titles and in the name of its board. */
  one: string
  /** How many pages it has, drafts left out. */
  size: number
}

/** Of few pages: below 75, where a series is still growing. */
const young: [slug: string, one: string, size: number][] = [
  ['alpacas', 'Alpaca', 31],
  ['axolotls', 'Axolotl', 44],
  ['badgers', 'Badger', 35],
  ['bees', 'Bee', 62],
  ['butterflies', 'Butterfly', 74],
  ['calves', 'Calf', 38],
  ['capybaras', 'Capybara', 33],
  ['chameleons', 'Chameleon', 41],
  ['crabs', 'Crab', 36],
  ['deer', 'Deer', 52],
  ['donkeys', 'Donkey', 34],
  ['dragonflies', 'Dragonfly', 47],
  ['ducks', 'Duck', 55],
  ['flamingos', 'Flamingo', 39],
  ['foxes', 'Fox', 66],
  ['frogs', 'Frog', 50],
  ['geese', 'Goose', 32],
  ['giraffes', 'Giraffe', 58],
  ['hedgehogs', 'Hedgehog', 43],
  ['jellyfish', 'Jellyfish', 18],
  ['koalas', 'Koala', 40],
  ['ladybirds', 'Ladybird', 37],
  ['mice', 'Mouse', 45],
  ['octopuses', 'Octopus', 48],
  ['otters', 'Otter', 70],
  ['pandas', 'Panda', 61],
  ['polar-bears', 'Polar Bear', 42],
  ['sloths', 'Sloth', 24],
  ['tiger-sharks', 'Tiger Shark', 35],
  ['wolves', 'Wolf', 53],
]

/** Of many. */
const grown: [slug: string, one: string, size: number][] = [
  ['bears', 'Bear', 82],
  ['birds', 'Bird', 96],
  ['bunnies', 'Bunny', 88],
  ['cats', 'Cat', 100],
  ['dinosaurs', 'Dinosaur', 97],
  ['dogs', 'Dog', 99],
  ['dolphins', 'Dolphin', 78],
  ['elephants', 'Elephant', 84],
  ['fish', 'Fish', 92],
  ['horses', 'Horse', 94],
  ['kangaroos', 'Kangaroo', 76],
  ['lions', 'Lion', 86],
  ['monkeys', 'Monkey', 81],
  ['owls', 'Owl', 79],
  ['parrots', 'Parrot', 77],
  ['penguins', 'Penguin', 89],
  ['sharks', 'Shark', 90],
  ['tigers', 'Tiger', 83],
  ['turtles', 'Turtle', 75],
  ['whales', 'Whale', 80],
]

/** Fifty series of about 3,000 pages. */
export const animals: Animal[] = [...young, ...grown].map(([slug, one, size]) => ({
  slug,
  one,
  size,
}))

/** One that is not among them: a folder that somebody adds. */
export const unicorns: Animal = { slug: 'unicorns', one: 'Unicorn', size: 40 }

/** What the board of a series is called. */
export const boardOf = ({ one }: Animal): string => `${one} Coloring Pages`
