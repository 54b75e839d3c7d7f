'use client'

import { type SyntheticEvent, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { type Figures, readTable, tellEmpty } from '../readTable.ts'
import './index.css'

type Args = {
  /** Where they are read. */
  path: string
  zone: string
}

/** What the platform counted, day by day; read when it is unfolded. */
export const FigureTable = ({ path, zone }: Args) => {
  const { get } = useApi()
  const [figures, setFigures] = useState<Figures>()
  const [problem, setProblem] = useState<Problem>()
  const read = async (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (!event.currentTarget.open || figures) return
    const answered = await get<Figures>(path)
    if ('problem' in answered) setProblem(answered.problem)
    else setFigures(answered.answer)
  }
  return (
    <details className="postyard-figures" onToggle={(event) => void read(event)}>
      <summary>Figures</summary>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {figures ? <Counted figures={figures} /> : null}
      {figures?.lookedAt ? (
        <p className="postyard-figures__asked">
          Asked <Moment at={figures.lookedAt} zone={zone} />.
        </p>
      ) : null}
    </details>
  )
}

const Counted = ({ figures }: { figures: Figures }) => {
  const { labels, days } = readTable(figures)
  if (days.length === 0) return <p>{tellEmpty(figures)}</p>
  return (
    <table className="postyard-figures__table">
      <thead>
        <tr>
          <th scope="col">Day (UTC)</th>
          {labels.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ date, totals }) => (
          <tr key={date}>
            <th scope="row">{date}</th>
            {totals.map((total, index) => (
              <td key={labels[index]}>{total === null ? '–' : total.toLocaleString('en-GB')}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
