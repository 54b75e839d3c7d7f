import type { ReactNode } from 'react'

/** Drawn on a field of 16 × 16; filled shapes carry their sign in the colour of the page. */
const shapes = {
  outline: <circle className="postyard-shape__line" cx="8" cy="8" r="6" strokeDasharray="3 2.3" />,
  clock: (
    <>
      <circle className="postyard-shape__line" cx="8" cy="8" r="6" />
      <path className="postyard-shape__line" d="M8 4.5V8l2.4 1.6" />
    </>
  ),
  pause: (
    <>
      <circle className="postyard-shape__line" cx="8" cy="8" r="6" />
      <path className="postyard-shape__line" d="M6.4 5.8v4.4M9.6 5.8v4.4" />
    </>
  ),
  chevrons: (
    <path className="postyard-shape__line" d="m3.5 3.5 4.5 4.5-4.5 4.5m5-9L13 8l-4.5 4.5" />
  ),
  half: (
    <>
      <circle className="postyard-shape__line" cx="8" cy="8" r="6" />
      <path className="postyard-shape__fill" d="M8 2a6 6 0 0 1 0 12z" />
    </>
  ),
  partly: (
    <>
      <circle className="postyard-shape__line" cx="8" cy="8" r="6" />
      <path className="postyard-shape__fill" d="M2 8a6 6 0 0 0 12 0z" />
    </>
  ),
  arrow: (
    <>
      <circle className="postyard-shape__fill" cx="8" cy="8" r="7" />
      <path className="postyard-shape__sign" d="M8 11.5V4.8M5 7.6l3-3 3 3" />
    </>
  ),
  person: (
    <>
      <circle className="postyard-shape__fill" cx="8" cy="4.7" r="3.2" />
      <path className="postyard-shape__fill" d="M1.8 15c0-3.6 2.7-5.8 6.2-5.8s6.2 2.2 6.2 5.8z" />
    </>
  ),
  question: (
    <>
      <path className="postyard-shape__fill" d="M8 .7 14.6 4.3v7.4L8 15.3l-6.6-3.6V4.3z" />
      <path
        className="postyard-shape__sign"
        d="M6.3 6.4c0-2.2 3.4-2.2 3.4 0 0 1.4-1.7 1.3-1.7 2.6m0 2v.3"
      />
    </>
  ),
  tick: (
    <>
      <circle className="postyard-shape__fill" cx="8" cy="8" r="7" />
      <path className="postyard-shape__sign" d="m4.7 8.2 2.3 2.3 4.4-4.7" />
    </>
  ),
  cross: (
    <>
      <rect className="postyard-shape__fill" x="1.2" y="1.2" width="13.6" height="13.6" rx="3" />
      <path className="postyard-shape__sign" d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4" />
    </>
  ),
  hourglass: (
    <path
      className="postyard-shape__line"
      d="M3.5 2h9m-9 12h9M4.7 2c0 3 6.6 4.4 6.6 6s0 3-6.6 6m6.6-12c0 3-6.6 4.4-6.6 6s0 3 6.6 6"
    />
  ),
  key: (
    <>
      <circle className="postyard-shape__line" cx="5" cy="8" r="3" />
      <path className="postyard-shape__line" d="M8 8h6.5v2.6M11.6 8v2" />
    </>
  ),
  again: <path className="postyard-shape__line" d="M13.5 8a5.5 5.5 0 1 1-1.7-4m1.9-2v3h-3" />,
  skip: <path className="postyard-shape__line" d="m3 3.5 6.5 4.5L3 12.5zm10 0v9" />,
  slash: (
    <>
      <circle className="postyard-shape__line" cx="8" cy="8" r="6" />
      <path className="postyard-shape__line" d="m4 12 8-8" />
    </>
  ),
} as const satisfies Record<string, ReactNode>

export type ShapeName = keyof typeof shapes

/** Decoration only: the word beside it says the same. */
export const Shape = ({ name }: { name: ShapeName }) => (
  <svg className="postyard-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    {shapes[name]}
  </svg>
)
