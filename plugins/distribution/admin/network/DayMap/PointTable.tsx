import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { nameZone } from '../../time/nameZone.ts'
import type { MapPoint } from '../mapPoint.ts'

/** What the map shows, to be read line by line. */
export const PointTable = ({ points, zone }: { points: MapPoint[]; zone: string }) => (
  <div className="postyard-map__table">
    <table>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">When</th>
          <th scope="col">There</th>
          <th scope="col">State</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {points
          .toSorted((a, b) => ((a.at ?? '~') < (b.at ?? '~') ? -1 : 1))
          .map((point) => (
            <tr key={point.id}>
              <th scope="row">{point.name}</th>
              <td>{point.at ? <Moment at={point.at} zone={zone} /> : 'no time found'}</td>
              <td>
                {nameZone(point.timezone)}
                {point.isPeak ? ', peak hours' : ''}
              </td>
              <td>
                <StateMark state={point.state} />
              </td>
              <td>
                {point.externalUrl ? (
                  <OutsideLink href={point.externalUrl}>Open it</OutsideLink>
                ) : (
                  point.reason
                )}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
)
