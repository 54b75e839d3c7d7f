import * as migration_20261123_145510_initial from './20261123_145510_initial';

export const migrations = [
  {
    up: migration_20261123_145510_initial.up,
    down: migration_20261123_145510_initial.down,
    name: '20261123_145510_initial'
  },
];
