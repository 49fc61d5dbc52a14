/**
 * Rows of the even half of the validation pairs whose label a person disagreed with on reading (row numbers of the
 * file, from 0). Labelled different, and yet the stored answer would serve: a fit that believed the label would learn to
 * distrust plain rewordings.
 */
export const readAsSame: ReadonlySet<number> = new Set(
  '450 1064 1144 1296 1646 1820 1944 2116 2260 2678 2690 2744 2808 2890 2970 3064 3476 3488 3564 3624 3682 3700 3830 4200 4388 4584 5036 5106 5122 5294 5794 5844 6024 6476 6952 7296 7356 7474 7600 7620 7882 8144 8310 8414 8622 8692 8770 8830 8976 9056 9236 9342 9748 9954 10528 10612 10674 10754 10818 11782 11806 11852 12208 12522 12630 12874 12968 12988 13336 13458 13642 13650 13726 13912 14004 14016 14094 14110 14238 14414 14546 15458 15666 15788 15888 15914 15974 16312 16622 16972 17112 17388 17542 17612 17664 17756 17856 17902 18052 18240 18296 18344 18786 18990 19030 19094 19468 19674 19682'
    .split(' ')
    .map(Number),
);

/** Labelled the same, and yet the stored answer would not serve. */
export const readAsDifferent: ReadonlySet<number> = new Set([2296]);
