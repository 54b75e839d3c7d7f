import { StateMark } from '../../states/StateMark/index.tsx'

/** What the dots and the shading mean: only what is on the map. */
export const MapLegend = ({ states, hasPeaks }: { states: string[]; hasPeaks: boolean }) => (
  <ul className="postyard-map__legend" aria-label="What the map shows">
    {[...new Set(states)].map((state) => (
      <li key={state}>
        <StateMark state={state} /> {states.filter((one) => one === state).length}
      </li>
    ))}
    {hasPeaks ? (
      <li>
        <i className="postyard-map__shade" /> peak hours there
      </li>
    ) : null}
    <li>★ leads</li>
  </ul>
)
