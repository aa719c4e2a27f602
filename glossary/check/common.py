"""English words that begin with a capital and are no names."""

COMMON = frozenset(
    "the a an in on at of for and but or nor so yet he she it they we i you his her its"
    " their our my your this that these those there here who what when where why how"
    " which while as if after before since until during with without by from to into"
    " under over between among against about above through despite although though"
    " because also however meanwhile moreover furthermore according earlier later then"
    " now today yesterday tomorrow not no yes all both each every many most much some"
    " any few several one two three four five six seven eight nine ten first second"
    " third last next new old mr mrs ms dr president prime minister king queen prince"
    " princess sheikh general colonel captain lieutenant major ambassador foreign"
    " defence defense secretary spokesman spokeswoman chairman director professor"
    " republic state government parliament monday tuesday wednesday thursday friday"
    " saturday sunday january february march april may june july august september"
    " october november december north south east west northern southern eastern western"
    " central arab arabic islamic muslim christian jewish jews god day year".split()
)
