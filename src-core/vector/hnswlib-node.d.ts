/**
 * The part of hnswlib-node 3.0.0 that is used. Declared here because the package is optional: where it could not be
 * compiled npm leaves it out, and the rest must still build. Errors in it are thrown as plain Error.
 */
declare module 'hnswlib-node' {
  export class HierarchicalNSW {
    /** `ip` gives 1 - dot product as distance. */
    constructor(space: 'ip', dimensions: number);
    initIndex(options: {
      maxElements: number;
      m?: number;
      efConstruction?: number;
      randomSeed?: number;
      allowReplaceDeleted?: boolean;
    }): void;
    readIndex(path: string, allowReplaceDeleted: boolean): Promise<boolean>;
    writeIndex(path: string): Promise<boolean>;
    resizeIndex(maxElements: number): void;
    /** Plain arrays only: it throws on typed ones. */
    addPoint(point: number[], label: number, replaceDeleted: boolean): void;
    markDelete(label: number): void;
    /** Throws when k is larger than the capacity. */
    searchKnn(query: number[], k: number): { distances: number[]; neighbors: number[] };
    getPoint(label: number): number[];
    getMaxElements(): number;
    getCurrentCount(): number;
    getNumDimensions(): number;
    setEf(ef: number): void;
  }
}
