import * as migration_20261123_061349_initial from './20261123_061349_initial';

export const migrations = [
  {
    up: migration_20261123_061349_initial.up,
    down: migration_20261123_061349_initial.down,
    name: '20261123_061349_initial'
  },
];
